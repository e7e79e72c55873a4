import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { ACTION } from '../../blocks/buttons.ts';
import { button, pressed } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { unknownTo } from '../unknown.ts';
import { approve } from './approve.ts';
import { formChoice } from './form-choice.ts';
import { giveUp } from './give-up.ts';
import { itExists } from './it-exists.ts';
import { orderAgain } from './order-again.ts';
import { reject } from './reject.ts';
import { requestAgain } from './request-again.ts';
import { tryAgain } from './try-again.ts';
import { withdraw } from './withdraw.ts';

/** The form's fields on which others depend. */
const FORM_FIELDS = ['region', 'location', 'bandwidth', 'macsec'];

const UNKNOWN_BUTTON = "This version of the bot doesn't know that button. Nothing was changed.";

/** Buttons, and the form's choices. */
export function registerActions(app: App, deps: SlackDeps): void {
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
