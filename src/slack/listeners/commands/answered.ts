import type { Person } from '../../../domain/person.ts';
import { notReadText } from '../../../words/looking.ts';
import type { Message } from '../../blocks/message.ts';
import { after } from '../after.ts';
import { personOf, tend } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { answerCommand, toMessage } from './answer-command.ts';
import type { CommandArgs, Run } from './command.ts';

/** What is not known by then is told after the ack: Slack waits three seconds for that. */
const ACK_MS = 2_000;

/**
 * Answers in the ack, or after it where the answer takes longer than Slack waits; to whoever asked alone. `failed`: what
 * to say of an error; that nothing could be read, unless set.
 */
export function answered(
  deps: SlackDeps,
  work: (who: Person, rest: string[]) => Promise<string | Message>,
  failed: (error: unknown) => string = notReadText,
): Run {
  return async (args: CommandArgs, rest: string) => {
    const { user_id: id, user_name: name } = args.command;
    const answer = work(personOf(deps, { id, name }), rest.split(/\s+/).filter(Boolean)).catch(
      (error: unknown) => {
        deps.log.error({ err: error, user: id }, 'command failed');
        return failed(error);
      },
    );
    const early = await Promise.race([answer, after(ACK_MS)]);
    if (early !== undefined) await answerCommand(args, early);
    else await answerLate(deps, args, answer);
    await tend(deps);
  };
}

async function answerLate(
  { log }: SlackDeps,
  { ack, respond, command }: CommandArgs,
  answer: Promise<string | Message>,
): Promise<void> {
  await ack();
  const message = toMessage(await answer);
  if (!command.response_url) return log.warn({ user: command.user_id }, 'a late answer has nowhere to go');
  await respond({ response_type: 'ephemeral', ...message }).catch((error: unknown) =>
    log.error({ err: error, user: command.user_id }, 'late answer lost'),
  );
}
