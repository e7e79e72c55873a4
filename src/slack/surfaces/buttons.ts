import type { Button, ConfirmationDialog } from '@slack/types';
import type { Request, RequestState, Status } from '../../domain/request.ts';
import { clip } from '../../domain/text.ts';
import { plain, utc } from './blocks.ts';
import { buttonValue } from './button-value.ts';

/** action_id of every button that the bot ever posts. */
export const ACTION = {
  approve: 'approve',
  reject: 'reject',
  withdraw: 'withdraw',
  requestAgain: 'request_again',
  tryAgain: 'try_again',
  orderAgain: 'order_again',
  itExists: 'it_exists',
  giveUp: 'give_up',
} as const;

const WITHDRAWABLE: ReadonlySet<Status> = new Set(['awaiting_approval', 'sent_back', 'approved', 'refused']);
const REPEATABLE: ReadonlySet<Status> = new Set([
  'sent_back',
  'rejected',
  'withdrawn',
  'expired',
  'rehearsed',
  'refused',
  'abandoned',
  'closed',
]);

/** The buttons of the card in the approvals channel. */
export function cardButtons(request: Request): Button[] {
  const buttons: Button[] = [];
  if (request.state.status === 'awaiting_approval') buttons.push(approve(request), reject(request));
  if (request.state.status === 'refused') buttons.push(button(request, ACTION.tryAgain, 'Try again'));
  if (request.state.status === 'needs_decision') buttons.push(...decisionButtons(request, request.state));
  // After the decision the card has none that undo it; the requester still has Withdraw in the direct message.
  const undecided = request.state.status === 'awaiting_approval' || request.state.status === 'sent_back';
  const own = requesterButtons(request).filter(({ action_id }) => undecided || action_id !== ACTION.withdraw);
  return [...buttons, ...own];
}

/** The buttons of the requester's direct message. */
export function requesterButtons(request: Request): Button[] {
  const { status } = request.state;
  return [
    ...(REPEATABLE.has(status) ? [button(request, ACTION.requestAgain, 'Request again')] : []),
    ...(WITHDRAWABLE.has(status) ? [button(request, ACTION.withdraw, 'Withdraw')] : []),
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

/** What people may do about an outcome that nobody could learn. */
function decisionButtons(
  request: Request,
  { candidates, lateUntil }: Extract<RequestState, { status: 'needs_decision' }>,
): Button[] {
  const alike =
    candidates.length > 0
      ? ` ${candidates.join(', ')} is new and has the same name: is it not this order's?`
      : '';
  const late = `The first call might still arrive until ${utc(lateUntil)}; there would be two ports then.`;
  return [
    {
      ...button(request, ACTION.orderAgain, 'Order again'),
      confirm: confirm('Order once more?', `${late}${alike}`, 'Order again'),
    },
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

function reject(request: Request): Button {
  return { ...button(request, ACTION.reject, 'Reject'), style: 'danger' };
}

function button(request: Request, action_id: string, text: string): Button {
  return { type: 'button', action_id, text: plain(text, 75), value: buttonValue(request) };
}
