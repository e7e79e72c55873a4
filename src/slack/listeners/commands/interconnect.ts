import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { OPENED_ALREADY, slackCode } from '../../outbound/slack-error.ts';
import { tend } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { learnAsker, newForm, notOpened, whyNoForm } from '../opening-form.ts';
import { answerCommand } from './answer-command.ts';

/** `/interconnect`: opens the form from memory, well within a trigger's three seconds. */
export function interconnectCommand(deps: SlackDeps) {
  return async ({
    ack,
    command,
    client,
    respond,
  }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const barred = whyNoForm(deps, command.user_id);
    if (barred !== undefined) return answerCommand({ ack }, barred);
    await ack();
    try {
      await client.views.open({ trigger_id: command.trigger_id, view: newForm(deps) });
    } catch (error) {
      const code = slackCode(error);
      if (code === OPENED_ALREADY) return;
      const told = command.response_url
        ? await respond({ response_type: 'ephemeral', text: notOpened(error) }).then(() => 'told', slackCode)
        : 'no response_url';
      deps.log.warn({ code, user: command.user_id, told }, 'form not opened');
    }
    await learnAsker(deps, command.user_id);
    await tend(deps);
  };
}
