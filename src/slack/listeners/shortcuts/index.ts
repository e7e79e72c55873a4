import type { AllMiddlewareArgs, App, GlobalShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { notice } from '../../blocks/modals.ts';
import { OPENED_ALREADY, slackCode } from '../../outbound/slack-error.ts';
import { tend } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { tellInDm } from '../in-dm.ts';
import { learnAsker, newForm, notOpened, whyNoForm } from '../opening-form.ts';
import { unknownTo } from '../unknown.ts';

/** callback_id of the shortcut that opens the form. */
const ORDER = 'order_interconnect';

const UNKNOWN = "This version of the bot doesn't know that shortcut. Type /interconnect.";

type ShortcutArgs = SlackShortcutMiddlewareArgs<GlobalShortcut> & AllMiddlewareArgs;
type AnyShortcutArgs = SlackShortcutMiddlewareArgs & AllMiddlewareArgs;

/** Shortcuts that are there wherever somebody is in Slack. */
export function registerShortcuts(app: App, deps: SlackDeps): void {
  app.shortcut<GlobalShortcut>({ callback_id: ORDER, type: 'shortcut' }, orderShortcut(deps));
  app.shortcut({ callback_id: unknownTo([ORDER]) }, unknownShortcut(deps));
}

/** Opens the form, or says why not. */
function orderShortcut(deps: SlackDeps) {
  return async ({ ack, shortcut, client }: ShortcutArgs): Promise<void> => {
    await ack();
    const { id } = shortcut.user;
    const barred = whyNoForm(deps, id);
    const view = barred === undefined ? newForm(deps) : notice('No form', barred);
    await opened(deps, { shortcut, client }, view, notOpened);
    await learnAsker(deps, id);
    await tend(deps);
  };
}

/** One that another version of the bot, or another manifest, has left in Slack. */
function unknownShortcut(deps: SlackDeps) {
  return async ({ ack, shortcut, client }: AnyShortcutArgs): Promise<void> => {
    await ack();
    await opened(deps, { shortcut, client }, notice('Not known', UNKNOWN), () => UNKNOWN);
  };
}

/** Opens the only thing that can answer a shortcut; where Slack opens none, the direct message says so. */
async function opened(
  { log }: SlackDeps,
  { shortcut, client }: Pick<AnyShortcutArgs, 'shortcut' | 'client'>,
  view: ModalView,
  why: (error: unknown) => string,
): Promise<void> {
  const { user, trigger_id } = shortcut;
  try {
    await client.views.open({ trigger_id, view });
  } catch (error) {
    const code = slackCode(error);
    if (code === OPENED_ALREADY) return;
    const told = await tellInDm(client, user.id, why(error)).then(() => 'told', slackCode);
    log.warn({ code, user: user.id, told }, 'modal not opened');
  }
}
