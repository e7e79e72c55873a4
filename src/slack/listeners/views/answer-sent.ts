import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { Person } from '../../../domain/person.ts';
import { notice } from '../../blocks/modals.ts';
import { personOf, tend } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { failureAnswer } from '../failure-answer.ts';

export type SentArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** What the sending of a modal records. */
interface Recording {
  /** For the log, where it is known. */
  requestId: string | undefined;
  /** What the modal becomes where nothing was recorded. */
  title: string;
  /** For the log. */
  failure: string;
  /** Answers in words; undefined where the redrawn card is the answer. */
  record: (who: Person) => Promise<string | undefined>;
  /** Keeps the modal with what was typed, and says this in it; without it the modal becomes the answer. */
  refuse?: ((message: string) => Promise<void>) | undefined;
}

/** Records what was sent and answers whoever sent it, in the ack, which leaves after the commit. */
export async function answerSent(
  deps: SlackDeps,
  { ack, body }: Pick<SentArgs, 'ack' | 'body'>,
  { requestId, title, failure, record, refuse }: Recording,
): Promise<void> {
  const who = personOf(deps, body.user);
  let answer: string | undefined;
  try {
    answer = await record(who);
  } catch (error) {
    deps.log.error({ err: error, request: requestId, user: who.id }, failure);
    answer = failureAnswer(error);
    if (refuse) return refuse(answer);
  }
  await (answer === undefined ? ack() : ack({ response_action: 'update', view: notice(title, answer) }));
  await tend(deps);
}
