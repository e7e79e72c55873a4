import type { Button, ConfirmationDialog } from '@slack/types';
import type { Request, RequestState } from '../../domain/request/request.ts';
import { isOpen, type Verb } from '../../domain/rules/permission.ts';
import { clip } from '../../domain/text.ts';
import { WITHDRAWING } from '../../words/details.ts';
import { utc } from '../../words/time.ts';
import { plain } from './blocks.ts';
import { buttonValue } from './button-value.ts';

/** action_id of every button that the bot ever posts. */
export const ACTION = {
  approve: 'approve',
  reject: 'reject',
  withdraw: 'withdraw',
  remind: 'remind',
  requestAgain: 'request_again',
  edit: 'edit',
  tryAgain: 'try_again',
  orderAgain: 'order_again',
  itExists: 'it_exists',
  giveUp: 'give_up',
} as const;

/** The buttons of the card in the approvals channel, beside its menu. */
export function cardButtons(request: Request): Button[] {
  const { state } = request;
  const open = (verb: Verb) => isOpen(verb, state);
  const buttons: Button[] = [];
  if (open('approve')) buttons.push(approve(request), reject(request));
  if (open('try_again')) buttons.push(button(request, ACTION.tryAgain, 'Try again'));
  if (state.status === 'needs_decision') {
    if (open('order_again')) buttons.push(orderAgain(request, state));
    buttons.push(...decisionButtons(request));
  }
  if (open('edit')) buttons.push(button(request, ACTION.edit, 'Edit and ask again'));
  if (open('request_again')) buttons.push(button(request, ACTION.requestAgain, 'Request again'));
  return buttons;
}

/** The buttons of the requester's direct message. */
export function requesterButtons(request: Request): Button[] {
  return [
    ...(isOpen('edit', request.state) ? [button(request, ACTION.edit, 'Edit and ask again')] : []),
    ...(isOpen('request_again', request.state)
      ? [button(request, ACTION.requestAgain, 'Request again')]
      : []),
    ...(isOpen('remind', request.state) ? [button(request, ACTION.remind, 'Remind')] : []),
    ...(isOpen('withdraw', request.state) ? [withdraw(request)] : []),
  ];
}

function approve(request: Request): Button {
  const { order } = request;
  const where = `${clip(request.locationName, 100)} (${order.location}), ${order.region}`;
  const account = request.accountId ? `account ${request.accountId}` : 'account not known';
  return {
    ...button(request, ACTION.approve, 'Approve'),
    style: 'primary',
    confirm: confirm(
      'Order this port?',
      `${order.bandwidth} at ${where}, ${account}. With enough approvals it goes to AWS at once. Port hours are billed.`,
      'Approve',
    ),
  };
}

/** A second order; not offered while a port is there that may be the first one's. */
function orderAgain(
  request: Request,
  { candidates, lateUntil }: Extract<RequestState, { status: 'needs_decision' }>,
): Button {
  const alike =
    candidates.length > 0
      ? ` ${candidates.join(', ')} is new and has the same name: is it not this order's?`
      : '';
  const late = `The first call might still arrive until ${utc(lateUntil)}; there would be two ports then.`;
  return {
    ...button(request, ACTION.orderAgain, 'Order again'),
    confirm: confirm('Order once more?', `${late}${alike}`, 'Order again'),
  };
}

/** What else people may do about an outcome that nobody could learn. */
function decisionButtons(request: Request): Button[] {
  return [
    button(request, ACTION.itExists, 'It exists'),
    {
      ...button(request, ACTION.giveUp, 'Give up'),
      style: 'danger',
      confirm: confirm(
        'Give this order up?',
        'If a port was made, it stays and is billed. It will be announced when seen.',
        'Give up',
      ),
    },
  ];
}

function confirm(title: string, text: string, yes: string): ConfirmationDialog {
  return {
    title: plain(title, 100),
    text: plain(text, 300),
    confirm: plain(yes, 30),
    deny: plain('Go back', 30),
  };
}

function withdraw(request: Request): Button {
  return {
    ...button(request, ACTION.withdraw, 'Withdraw'),
    confirm: confirm('Withdraw this request?', WITHDRAWING, 'Withdraw'),
  };
}

function reject(request: Request): Button {
  return { ...button(request, ACTION.reject, 'Reject'), style: 'danger' };
}

function button(request: Request, action_id: string, text: string): Button {
  return { type: 'button', action_id, text: plain(text, 75), value: buttonValue(request) };
}
