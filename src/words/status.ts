import type { Person } from '../domain/person.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import type { Request, RequestState } from '../domain/request/request.ts';
import { ruleThen } from '../domain/rules/permission.ts';
import { approverNames } from '../domain/rules/policy.ts';
import type { RequestView } from '../interfaces/chat.ts';

/** What a status is told with, besides the request. */
export interface StatusContext {
  /** Of the current revision. */
  approvals: number;
  /** How many it takes now. */
  quorum: number;
  /** This bot runs with DRY_RUN. */
  rehearsing?: boolean;
}

/** The first words on every card and message: where a request stands. */
export function statusText(
  request: Request,
  { approvals, quorum, rehearsing = false }: StatusContext,
  state: RequestState = request.state,
): string {
  const { rule } = request;
  switch (state.status) {
    case 'awaiting_approval':
      return `Waiting for approval: ${approvals} of ${quorum} from ${approverNames(ruleThen(request))}`;
    case 'sent_back':
      return `Sent back${state.by ? ` by ${state.by.name}` : ''}: ${state.reason}`;
    case 'rejected':
      return `Rejected by ${state.by.name}${state.reason === '' ? '' : `: ${state.reason}`}`;
    case 'withdrawn':
      return `Withdrawn by ${state.by.name}`;
    case 'expired':
      return state.cause === 'undecided'
        ? `Expired: no decision in ${hours(rule.expiryHours)}`
        : `Expired: not placed in ${hours(rule.expiryHours)}`;
    case 'approved':
      return approvedText(request, state, rehearsing);
    case 'placing':
      return `Approved by ${names(state.by)}. Ordering at AWS`;
    case 'rehearsed':
      return 'Dry run: nothing was sent to AWS';
    case 'refused':
      return 'Refused by AWS: nothing was ordered';
    case 'unsettled':
      return 'Outcome unknown: looking for the port at AWS';
    case 'needs_decision':
      return 'Needs a decision';
    case 'ordered':
      return `${followsOnly(request) ? 'Followed' : 'Ordered'}: ${state.interconnectId}, ${state.portState}`;
    case 'abandoned':
      return `Given up by ${state.by.name}`;
    case 'closed':
      return state.to === undefined
        ? `Deleted at AWS: ${state.interconnectId}`
        : `Handed over to ${state.to}: ${state.interconnectId}`;
  }
}

function approvedText(
  request: Request,
  state: Extract<RequestState, { status: 'approved' }>,
  rehearsing: boolean,
): string {
  if (request.dryRun) return `Approved by ${names(state.by)}. Dry run: nothing will be sent to AWS`;
  if (rehearsing) return 'Approved, on hold: this bot runs with DRY_RUN';
  switch (state.hold?.kind) {
    case undefined:
      return `Approved by ${names(state.by)}. Ordering at AWS`;
    case 'frozen':
      return 'Approved, on hold: ordering is frozen';
    case 'could_not_look':
      return `Approved by ${names(state.by)}. Not sent yet: AWS could not be checked`;
    case 'wrong_account':
      return `Approved by ${names(state.by)}. Not sent: the bot has another account's credentials`;
    case 'unchecked':
      return `Approved by ${names(state.by)}. Not sent yet: who may approve could not be checked`;
    case 'rules_differ':
      return `Approved by ${names(state.by)}. Not sent yet: the bot's processes run with different rules`;
    case 'not_sent':
    case 'throttled':
      return `Approved by ${names(state.by)}. Not sent yet: trying again`;
  }
}

function hours(count: number): string {
  return `${count} ${count === 1 ? 'hour' : 'hours'}`;
}

/** `A`, `A and B`, `A, B and C`. */
export function names(people: readonly Person[]): string {
  const all = people.map(({ name }) => name);
  return all.length < 2 ? (all[0] ?? 'nobody') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** What a request's messages are told with. */
export function contextOf({ votes, quorum, rehearsing }: RequestView): StatusContext {
  return { approvals: votes.filter(({ choice }) => choice === 'approve').length, quorum, rehearsing };
}
