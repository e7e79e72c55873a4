import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { SlackDeps } from '../../deps.ts';
import { slackCode } from '../../slack-error.ts';
import { form } from '../../surfaces/form.ts';
import { emptyForm } from '../../surfaces/form-state.ts';

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
      deps.log.warn({ code: slackCode(error), user: command.user_id }, 'form not opened');
      await respond({
        response_type: 'ephemeral',
        text: 'The form could not be opened: Slack gives three seconds, and they were over. Type /interconnect again.',
      });
    }
  };
}

export function formOptions(deps: SlackDeps) {
  return { regions: deps.rules.regions, accountId: deps.account(), now: deps.now() };
}
