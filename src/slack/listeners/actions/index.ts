import type { App, BlockAction, ButtonAction, OverflowAction } from '@slack/bolt';
import { UNKNOWN_BUTTON } from '../../../words/answers.ts';
import { ACTION } from '../../blocks/buttons.ts';
import { HOME_ACTION } from '../../blocks/home.ts';
import { MENU_ACTION } from '../../blocks/menu.ts';
import { button, pressed } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { unknownTo } from '../unknown.ts';
import { approve } from './approve.ts';
import { formChoice } from './form-choice.ts';
import { giveUp } from './give-up.ts';
import { gotIt } from './got-it.ts';
import { itExists } from './it-exists.ts';
import { loaAgain } from './loa-again.ts';
import { menuChoice } from './menu.ts';
import { orderAgain } from './order-again.ts';
import { orderInterconnect } from './order-interconnect.ts';
import { orderSecond } from './order-second.ts';
import { reject } from './reject.ts';
import { remind } from './remind.ts';
import { edit, requestAgain } from './request-again.ts';
import { tryAgain } from './try-again.ts';
import { turnPage } from './turn-page.ts';
import { withdraw } from './withdraw.ts';

/** The form's fields on which others depend. */
const FORM_FIELDS = ['account', 'region', 'location', 'bandwidth', 'lag', 'provider', 'macsec'];

/** Buttons, and the form's choices. */
export function registerActions(app: App, deps: SlackDeps): void {
  app.action<BlockAction>(new RegExp(`^(${FORM_FIELDS.join('|')})$`), formChoice(deps));
  app.action<BlockAction<ButtonAction>>(
    unknownTo(Object.values(ACTION), Object.values(HOME_ACTION), FORM_FIELDS, [MENU_ACTION]),
    pressed(deps, async () => UNKNOWN_BUTTON),
  );
  app.action(ACTION.approve, button(deps, approve(deps)));
  app.action(ACTION.reject, button(deps, reject(deps)));
  app.action(ACTION.withdraw, button(deps, withdraw(deps)));
  app.action(ACTION.remind, button(deps, remind(deps)));
  app.action(ACTION.tryAgain, button(deps, tryAgain(deps)));
  app.action(ACTION.orderAgain, button(deps, orderAgain(deps)));
  app.action(ACTION.itExists, button(deps, itExists(deps)));
  app.action(ACTION.giveUp, button(deps, giveUp(deps)));
  app.action(ACTION.gotIt, gotIt(deps));
  app.action(ACTION.loaAgain, button(deps, loaAgain(deps)));
  app.action(ACTION.requestAgain, button(deps, requestAgain(deps)));
  app.action<BlockAction<OverflowAction>>(MENU_ACTION, pressed(deps, menuChoice(deps)));
  app.action(ACTION.orderSecond, button(deps, orderSecond(deps)));
  app.action(ACTION.edit, button(deps, edit(deps)));
  app.action(HOME_ACTION.order, pressed<ButtonAction>(deps, orderInterconnect(deps)));
  for (const turn of [HOME_ACTION.previous, HOME_ACTION.next])
    app.action(turn, pressed<ButtonAction>(deps, turnPage(deps)));
}
