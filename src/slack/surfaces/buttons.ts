import type { Button } from '@slack/types';
import type { Request, Status } from '../../domain/request.ts';
import { clip } from '../../domain/text.ts';
import { plain } from './blocks.ts';
import { buttonValue } from './button-value.ts';

/** action_id of every button that the bot ever posts. */
export const ACTION = {
  approve: 'approve',
  reject: 'reject',
  withdraw: 'withdraw',
  requestAgain: 'request_again',
  tryAgain: 'try_again',
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
  return [...buttons, ...requesterButtons(request)];
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
    confirm: {
      title: plain('Order this port?', 100),
      text: plain(
        `${order.bandwidth} at ${where}, ${account}. With enough approvals it goes to AWS at once. Port hours are billed.`,
        300,
      ),
      confirm: plain('Approve', 30),
      deny: plain('Go back', 30),
    },
  };
}

function reject(request: Request): Button {
  return { ...button(request, ACTION.reject, 'Reject'), style: 'danger' };
}

function button(request: Request, action_id: string, text: string): Button {
  return { type: 'button', action_id, text: plain(text, 75), value: buttonValue(request) };
}
