import type { App } from '@slack/bolt';
import { APPROVE_CALLBACK, REJECT_CALLBACK, SEND_BACK_CALLBACK } from '../../blocks/decision-modals.ts';
import { FOLLOW_ALL_CALLBACK } from '../../blocks/follow-all.ts';
import { FORM_CALLBACK } from '../../blocks/form.ts';
import { LOA_CALLBACK } from '../../blocks/loa-modal.ts';
import { IT_EXISTS_CALLBACK, IT_EXISTS_CONFIRM_CALLBACK, WITHDRAW_CALLBACK } from '../../blocks/modals.ts';
import type { SlackDeps } from '../deps.ts';
import { unknownForm, unknownTo } from '../unknown.ts';
import { approveSubmitted, rejectSubmitted, sendBackSubmitted } from './decision.ts';
import { followAllSubmitted } from './follow-all.ts';
import { itExistsConfirmed, itExistsSubmitted } from './it-exists.ts';
import { loaAgainSubmitted } from './loa-again.ts';
import { orderSubmitted } from './order.ts';
import { withdrawSubmitted } from './withdraw.ts';

const FORMS = [
  FORM_CALLBACK,
  APPROVE_CALLBACK,
  REJECT_CALLBACK,
  SEND_BACK_CALLBACK,
  IT_EXISTS_CALLBACK,
  IT_EXISTS_CONFIRM_CALLBACK,
  WITHDRAW_CALLBACK,
  LOA_CALLBACK,
  FOLLOW_ALL_CALLBACK,
];

/** Forms that are sent. */
export function registerViews(app: App, deps: SlackDeps): void {
  app.view(FORM_CALLBACK, orderSubmitted(deps));
  app.view(APPROVE_CALLBACK, approveSubmitted(deps));
  app.view(REJECT_CALLBACK, rejectSubmitted(deps));
  app.view(SEND_BACK_CALLBACK, sendBackSubmitted(deps));
  app.view(IT_EXISTS_CALLBACK, itExistsSubmitted(deps));
  app.view(IT_EXISTS_CONFIRM_CALLBACK, itExistsConfirmed(deps));
  app.view(WITHDRAW_CALLBACK, withdrawSubmitted(deps));
  app.view(LOA_CALLBACK, loaAgainSubmitted(deps));
  app.view(FOLLOW_ALL_CALLBACK, followAllSubmitted(deps));
  app.view(unknownTo(FORMS), unknownForm);
}
