import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { tend } from '../../answering.ts';
import type { SlackDeps } from '../../deps.ts';
import { slackCode } from '../../slack-error.ts';
import { form } from '../../surfaces/form.ts';
import { emptyForm } from '../../surfaces/form-state.ts';

/** Slack's names for a trigger that is over. */
const TOO_LATE = new Set([
  'expired_trigger_id',
  'trigger_expired',
  'exchanged_trigger_id',
  'invalid_arguments',
]);

/** `/interconnect`: opens the form from memory, well within a trigger's three seconds. */
export function interconnectCommand(deps: SlackDeps) {
  return async ({
    ack,
    command,
    client,
    respond,
  }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    await ack();
    deps.directory.nameOf(command.user_id, command.user_name);
    const [region] = deps.rules.regions;
    try {
      await client.views.open({
        trigger_id: command.trigger_id,
        view: form(emptyForm(region), deps.catalog.region(region), formOptions(deps)),
      });
    } catch (error) {
      const code = slackCode(error);
      deps.log.warn({ code, user: command.user_id }, 'form not opened');
      const why = TOO_LATE.has(code)
        ? 'Slack gives three seconds, and they were over'
        : `Slack answered ${code}`;
      await respond({
        response_type: 'ephemeral',
        text: `The form could not be opened: ${why}. Type /interconnect again.`,
      });
    }
    await tend(deps);
  };
}

export function formOptions(deps: SlackDeps) {
  return { regions: deps.rules.regions, accountId: deps.account(), now: deps.now() };
}
