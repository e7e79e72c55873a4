import type { NotAsking } from '../actions/submitting/may-ask.ts';
import type { Request } from '../domain/request/request.ts';
import { approverNames } from '../domain/rules/policy.ts';
import type { Unchecked } from '../interfaces/directory.ts';
import { statusText } from './status.ts';

export const CANT_ASK = "Guests and people of other organisations can't ask for ports.";

/** What to tell whoever may not ask for ports. */
export function barredAnswer(barred: NotAsking): string {
  if (barred.kind === 'unchecked') return uncheckedAnswer(barred.unchecked);
  const { why, requesters, rule } = barred;
  if (why === 'not_a_member') return CANT_ASK;
  const what = rule === undefined ? 'for ports: it' : `for this port: the rule ${rule}`;
  return `You can't ask ${what} takes ${approverNames({ approvers: requesters })}.`;
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

/** A form whose request may or may not have been recorded. */
export const SENT_UNSURE =
  "The database's answer was late: your request may or may not have been recorded. Send the form again in a minute: however often it is sent, it makes one request.";

/** A form for a request that others have changed since it was opened. */
export const MOVED_ON =
  'Nothing was recorded: the request has moved on since this form was opened. Look at its card. For another port close this and type /interconnect.';

/** What a request that waits is waiting for: what stands before the time until which it does, and after it. */
export function sentWords({ rule }: Request): { before: string; after: string } {
  const have = rule.quorum === 1 ? 'has' : 'have';
  return {
    before: `${rule.quorum} of ${approverNames(rule)} ${have} to approve, until `,
    after: ". You'll be told when it is decided, when the LOA is ready, and when the port carries light.",
  };
}

/** The truth about a form that was sent before, once people have decided. */
export function sentAlready(request: Request): string {
  return `This form was sent before. ${statusText(request, { approvals: 0, quorum: request.rule.quorum })}`;
}
