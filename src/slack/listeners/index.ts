import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { ACTION } from '../blocks/buttons.ts';
import { FORM_CALLBACK } from '../blocks/form.ts';
import { IT_EXISTS_CALLBACK, IT_EXISTS_CONFIRM_CALLBACK, REJECT_CALLBACK } from '../blocks/modals.ts';
import { approve } from './actions/approve.ts';
import { formChoice } from './actions/form-choice.ts';
import { giveUp } from './actions/give-up.ts';
import { itExists } from './actions/it-exists.ts';
import { orderAgain } from './actions/order-again.ts';
import { reject } from './actions/reject.ts';
import { requestAgain } from './actions/request-again.ts';
import { tryAgain } from './actions/try-again.ts';
import { withdraw } from './actions/withdraw.ts';
import { button, pressed } from './answering.ts';
import { byWord } from './commands/by-word.ts';
import type { SlackDeps } from './deps.ts';
import { messageDeleted } from './events/deleted.ts';
import { appUninstalled, tokensRevoked } from './events/revoked.ts';
import { forClicks } from './failure-answer.ts';
import { answerForeigners } from './foreign.ts';
import { FORM_LISTS, formList } from './options/form-lists.ts';
import { unknownCommand, unknownForm, unknownList } from './unknown.ts';
import { itExistsConfirmed, itExistsSubmitted } from './views/it-exists.ts';
import { orderSubmitted } from './views/order.ts';
import { rejectSubmitted } from './views/reject.ts';

const COMMAND = '/interconnect';
/** The form's fields on which others depend. */
const FORM_FIELDS = ['region', 'location', 'bandwidth', 'macsec'];

const FORMS = [FORM_CALLBACK, REJECT_CALLBACK, IT_EXISTS_CALLBACK, IT_EXISTS_CONFIRM_CALLBACK];

const UNKNOWN_BUTTON = "This version of the bot doesn't know that button. Nothing was changed.";

/** Matches whatever the lists don't name: in Socket Mode an unmatched click would get no answer at all. */
function unknownTo(...lists: readonly (readonly string[])[]): RegExp {
  return new RegExp(`^(?!(${lists.flat().join('|')})$)`);
}

/** Says which handler answers what; nothing else. */
export function registerListeners(app: App, outside: SlackDeps): void {
  const deps = { ...outside, store: forClicks(outside.store) };
  app.use(answerForeigners(deps));
  app.event('message', messageDeleted(deps));
  app.event('tokens_revoked', tokensRevoked(deps));
  app.event('app_uninstalled', appUninstalled(deps));
  app.command(COMMAND, byWord(deps));
  app.command(unknownTo([COMMAND]), unknownCommand);
  app.view(FORM_CALLBACK, orderSubmitted(deps));
  app.view(REJECT_CALLBACK, rejectSubmitted(deps));
  app.view(IT_EXISTS_CALLBACK, itExistsSubmitted(deps));
  app.view(IT_EXISTS_CONFIRM_CALLBACK, itExistsConfirmed(deps));
  app.view(unknownTo(FORMS), unknownForm);
  app.options('location', formList(deps, FORM_LISTS.location));
  app.options('lag', formList(deps, FORM_LISTS.lag));
  app.options('provider', formList(deps, FORM_LISTS.provider));
  app.options(unknownTo(Object.keys(FORM_LISTS)), unknownList);
  app.action<BlockAction>(new RegExp(`^(${FORM_FIELDS.join('|')})$`), formChoice(deps));
  app.action<BlockAction<ButtonAction>>(
    unknownTo(Object.values(ACTION), FORM_FIELDS),
    pressed(deps, async () => UNKNOWN_BUTTON),
  );
  app.action(ACTION.approve, button(deps, approve(deps)));
  app.action(ACTION.reject, button(deps, reject(deps)));
  app.action(ACTION.withdraw, button(deps, withdraw(deps)));
  app.action(ACTION.tryAgain, button(deps, tryAgain(deps)));
  app.action(ACTION.orderAgain, button(deps, orderAgain(deps)));
  app.action(ACTION.itExists, button(deps, itExists(deps)));
  app.action(ACTION.giveUp, button(deps, giveUp(deps)));
  app.action(ACTION.requestAgain, button(deps, requestAgain(deps)));
}
