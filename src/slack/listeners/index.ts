import type { App, BlockAction } from '@slack/bolt';
import { button } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { ACTION } from '../surfaces/buttons.ts';
import { FORM_CALLBACK } from '../surfaces/form.ts';
import { REJECT_CALLBACK } from '../surfaces/modals.ts';
import { approve } from './actions/approve.ts';
import { formChoice } from './actions/form-choice.ts';
import { reject } from './actions/reject.ts';
import { requestAgain } from './actions/request-again.ts';
import { tryAgain } from './actions/try-again.ts';
import { withdraw } from './actions/withdraw.ts';
import { interconnectCommand } from './commands/interconnect.ts';
import { FORM_LISTS, formList } from './options/form-lists.ts';
import { orderSubmitted } from './views/order.ts';
import { rejectSubmitted } from './views/reject.ts';

/** Says which handler answers what; nothing else. */
export function registerListeners(app: App, deps: SlackDeps): void {
  app.command('/interconnect', interconnectCommand(deps));
  app.view(FORM_CALLBACK, orderSubmitted(deps));
  app.view(REJECT_CALLBACK, rejectSubmitted(deps));
  app.options('location', formList(deps, FORM_LISTS.location));
  app.options('lag', formList(deps, FORM_LISTS.lag));
  app.options('provider', formList(deps, FORM_LISTS.provider));
  app.action<BlockAction>(/^(region|location|bandwidth|macsec)$/, formChoice(deps));
  app.action(ACTION.approve, button(deps, approve(deps)));
  app.action(ACTION.reject, button(deps, reject(deps)));
  app.action(ACTION.withdraw, button(deps, withdraw(deps)));
  app.action(ACTION.tryAgain, button(deps, tryAgain(deps)));
  app.action(ACTION.requestAgain, button(deps, requestAgain(deps)));
}
