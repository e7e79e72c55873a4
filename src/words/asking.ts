import type { NotAsking } from '../actions/submitting/may-ask.ts';
import type { Request } from '../domain/request/request.ts';
import type { NoAsking } from '../domain/rules/asking.ts';
import { type Approver, approverNames } from '../domain/rules/policy.ts';
import type { Unchecked } from '../interfaces/directory.ts';

/** Why somebody may not ask for ports; `requesters` with their names. */
export function noAskingAnswer(why: NoAsking, requesters: readonly Approver[]): string {
  return why === 'not_a_member'
    ? "Guests and people of other organisations can't ask for ports."
    : `You can't ask for ports: it takes ${approverNames({ approvers: [...requesters] })}.`;
}

/** What to tell whoever may not ask for ports. */
export function barredAnswer(barred: NotAsking): string {
  return barred.kind === 'barred'
    ? noAskingAnswer(barred.why, barred.requesters)
    : uncheckedAnswer(barred.unchecked);
}

/** Who somebody is, or who is in a group, was not learnt in time. */
export function uncheckedAnswer(unchecked: Unchecked): string {
  const what = 'group' in unchecked ? `who is in ${unchecked.group}` : 'who you are';
  return `Nothing was recorded: I couldn't check ${what}. Press again in a minute.`;
}

export function tooManyAnswer(open: number): string {
  const requests = open === 1 ? '1 request' : `${open} requests`;
  return `Nothing was recorded: you have ${requests} that are undecided or not placed yet, and more are not allowed. Withdraw one, or send this again when one is decided.`;
}

/** The truth about a form that was sent before, with other values. */
export function sentBeforeAnswer({ id, order }: Request): string {
  return `This form was sent before, with other values. What was recorded is ${id}: ${order.bandwidth} at ${order.location}, ${order.interconnectName}. To change it, withdraw it and ask again.`;
}
