import type { AllMiddlewareArgs, App, GlobalShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import { notice } from '../../blocks/modals.ts';
import { OPENED_ALREADY, slackCode } from '../../outbound/slack-error.ts';
import { tend } from '../answering.ts';
import { learnAsker, newForm, notOpened, whyNoForm } from '../commands/interconnect.ts';
import type { SlackDeps } from '../deps.ts';
import { tellInDm } from '../in-dm.ts';
import { unknownTo } from '../unknown.ts';

/** callback_id of the shortcut that opens the form. */
const ORDER = 'order_interconnect';

type ShortcutArgs = SlackShortcutMiddlewareArgs<GlobalShortcut> & AllMiddlewareArgs;

/** Shortcuts that are there wherever somebody is in Slack. */
export function registerShortcuts(app: App, deps: SlackDeps): void {
  app.shortcut<GlobalShortcut>({ callback_id: ORDER, type: 'shortcut' }, orderShortcut(deps));
  app.shortcut({ callback_id: unknownTo([ORDER]) }, async ({ ack }) => ack());
}

/** Opens the form, or says why not: in a modal, and where none can be opened, in the direct message. */
function orderShortcut(deps: SlackDeps) {
  return async ({ ack, shortcut, client }: ShortcutArgs): Promise<void> => {
    await ack();
    const { id } = shortcut.user;
    const barred = whyNoForm(deps, id);
    const view = barred === undefined ? newForm(deps) : notice('No form', barred);
    try {
      await client.views.open({ trigger_id: shortcut.trigger_id, view });
    } catch (error) {
      const code = slackCode(error);
      if (code === OPENED_ALREADY) return;
      const told = await tellInDm(client, id, notOpened(error)).then(() => 'told', slackCode);
      deps.log.warn({ code, user: id, told }, 'form not opened');
    }
    await learnAsker(deps, id);
    await tend(deps);
  };
}
