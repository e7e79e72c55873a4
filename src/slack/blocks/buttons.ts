import type { Button, ConfirmationDialog } from '@slack/types';
import type { AlarmKey } from '../../domain/port/alarm.ts';
import type { Request, RequestState } from '../../domain/request/request.ts';
import { isOpen, type Verb } from '../../domain/rules/permission.ts';
import { commenting } from '../../domain/rules/policy.ts';
import { clip } from '../../domain/text.ts';
import type { RequestView } from '../../interfaces/chat.ts';
import { lateText } from '../../words/decision.ts';
import { WITHDRAWING } from '../../words/details.ts';
import { billedSentence } from '../../words/price.ts';
import { contextOf } from '../../words/status.ts';
import { timedText } from '../../words/timed.ts';
import { accountText } from '../../words/what.ts';
import { alarmValue } from './alarm-value.ts';
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
  gotIt: 'got_it',
  loaAgain: 'loa_again',
  orderSecond: 'order_second',
} as const;

type Undecided = Extract<RequestState, { status: 'needs_decision' }>;

/** The buttons of the card in the approvals channel, beside its menu. `price`: of an hour of such a port, if known. */
export function cardButtons(view: RequestView, price?: string): Button[] {
  const { request, now = Number.POSITIVE_INFINITY } = view;
  const { state } = request;
  const open = (verb: Verb) => isOpen(verb, state);
  const buttons: Button[] = [];
  if (open('approve')) buttons.push(...decideButtons({ ...view, ...contextOf(view) }, price));
  if (open('try_again') && !view.askedAgain) buttons.push(button(request, ACTION.tryAgain, 'Try again'));
  if (state.status === 'needs_decision') {
    buttons.push(itExistsButton(request));
    if (mayOrderAgain(state)) buttons.push(orderAgainButton(request, state, now));
    buttons.push(giveUpButton(request));
  }
  if (open('edit')) buttons.push(button(request, ACTION.edit, 'Edit and ask again'));
  if (open('request_again')) buttons.push(button(request, ACTION.requestAgain, 'Request again'));
  buttons.push(...secondButton(view));
  return buttons;
}

/** The buttons of the requester's direct message. */
export function requesterButtons(view: Pick<RequestView, 'request' | 'pair'>): Button[] {
  const { request } = view;
  return [
    ...(isOpen('edit', request.state) ? [button(request, ACTION.edit, 'Edit and ask again')] : []),
    ...(isOpen('request_again', request.state)
      ? [button(request, ACTION.requestAgain, 'Request again')]
      : []),
    ...(isOpen('remind', request.state) ? [button(request, ACTION.remind, 'Remind')] : []),
    ...(isOpen('withdraw', request.state) ? [withdraw(request)] : []),
    ...secondButton(view),
  ];
}

/** A pair has two. */
function secondButton({ request, pair }: Pick<RequestView, 'request' | 'pair'>): Button[] {
  const isOffered = isOpen('order_second', request.state) && !pair;
  return isOffered ? [button(request, ACTION.orderSecond, 'Order a second one')] : [];
}

/** Whether a second order can be asked for: not while a port may be the first one's, nor before a complete search. */
export function mayOrderAgain(state: Undecided): boolean {
  return isOpen('order_again', state) && state.looked === 'not_there';
}

/** A second order, the dangerous one; not offered while a port is there that may be the first one's. */
export function orderAgainButton(request: Request, state: Undecided, now: number): Button {
  const { candidates } = state;
  const alike =
    candidates.length > 0
      ? ` ${candidates.join(', ')} is new and has the same name: is it not this order's?`
      : '';
  return {
    ...button(request, ACTION.orderAgain, 'Order again'),
    style: 'danger',
    confirm: confirm(
      'Order once more?',
      `There may be two ports then. ${timedText(lateText(state, now))}${alike}`,
      'Order again',
    ),
  };
}

export function itExistsButton(request: Request): Button {
  return button(request, ACTION.itExists, 'It exists');
}

export function giveUpButton(request: Request): Button {
  return {
    ...button(request, ACTION.giveUp, 'Give up'),
    confirm: confirm(
      'Give this order up?',
      'If a port was made, it stays and is billed. It will be announced when seen.',
      'Give up',
    ),
  };
}

/** Whoever presses it looks after what an alarm is about. */
export function gotItButton(request: Request, alarm: AlarmKey): Button {
  return { ...button(request, ACTION.gotIt, 'Got it'), value: alarmValue(request.id, alarm) };
}

/** The modal that it opens confirms it, and says what it does to the LOA that is there. */
export function loaAgainButton(request: Request): Button {
  return button(request, ACTION.loaAgain, 'Get the LOA again');
}

/** A request that can be decided, and how far it has come. */
export interface Deciding extends Partial<Pick<RequestView, 'freeze' | 'rehearsing'>> {
  request: Request;
  approvals: number;
  quorum: number;
}

/** Approve and Reject, wherever they stand. `price` as in `cardButtons`. */
export function decideButtons(deciding: Deciding, price?: string): Button[] {
  const { request } = deciding;
  return [approve(deciding, price), { ...button(request, ACTION.reject, 'Reject'), style: 'danger' }];
}

function approve(deciding: Deciding, price: string | undefined): Button {
  const { request } = deciding;
  const plainly = { ...button(request, ACTION.approve, 'Approve'), style: 'primary' } as const;
  // Where the rule wants a comment, a modal asks for it, and once is enough.
  if (commenting(request.rule, 'approve') === 'required') return plainly;
  return { ...plainly, confirm: confirm('Order this port?', approvalText(deciding, price), 'Approve') };
}

/** What would be ordered, and what one more approval comes to. `price` as in `cardButtons`. */
export function approvalText(deciding: Deciding, price: string | undefined): string {
  const { request } = deciding;
  const { order } = request;
  const where = `${clip(request.locationName, 60)} (${clip(order.location, 20)}), ${order.region}`;
  const what = `${clip(order.bandwidth, 20)} at ${where}, ${accountText(request)}.`;
  return `${what} ${afterYours(deciding)} ${billedSentence(price)}`;
}

/** What one more approval comes to. */
function afterYours({ request, approvals, quorum, freeze, rehearsing }: Deciding): string {
  const more = quorum - approvals - 1;
  if (more > 0) return `${more} more needed after yours.`;
  const last = 'Yours is the last approval needed:';
  if (request.dryRun || rehearsing) return `${last} nothing is sent to AWS, this is a dry run.`;
  return `${last} it goes to AWS ${freeze ? 'once ordering is not frozen' : 'at once'}.`;
}

function withdraw(request: Request): Button {
  return {
    ...button(request, ACTION.withdraw, 'Withdraw'),
    confirm: confirm('Withdraw this request?', WITHDRAWING, 'Withdraw'),
  };
}

function confirm(title: string, text: string, yes: string): ConfirmationDialog {
  return {
    title: plain(title, 100),
    text: plain(text, 300),
    confirm: plain(yes, 30),
    deny: plain('Go back', 30),
  };
}

function button(request: Request, action_id: string, text: string): Button {
  return { type: 'button', action_id, text: plain(text, 75), value: buttonValue(request) };
}
