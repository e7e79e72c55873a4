import type { Person } from '../person.ts';
import type { Request } from '../request/request.ts';
import type { Choice } from '../request/vote.ts';
import { HOUR } from '../time.ts';
import type { Members } from './members.ts';
import {
  type Denied,
  isReachable,
  permission,
  quorumOf,
  type RulesNow,
  rejectQuorumOf,
  type Verb,
} from './permission.ts';

/** One person's standing choice, as far as counting goes. */
export interface CastVote {
  voter: Person;
  choice: Choice;
  /** Of the order that was voted on. */
  fingerprint: string;
  at: number;
}

/** Somebody whose vote doesn't count any more, and why. */
export interface Gone extends Person {
  why: Denied['kind'] | 'other_order';
}

/** What the votes for one thing come to now. */
export interface Count {
  /** Those whose votes count, in the order in which they voted. */
  by: Person[];
  /** Those whose votes don't count any more. */
  gone: Gone[];
  quorum: number;
  /** How many more it takes; 0 where enough stand. */
  missing: number;
}

/** Counts the votes for one choice by people who may still cast it, on the order as it stands; nobody counts twice. */
export function count(
  verb: Extract<Verb, 'approve' | 'reject' | 'send' | 'order_again' | 'it_exists'>,
  choice: Choice,
  request: Request,
  votes: readonly CastVote[],
  members: Members,
  now: RulesNow,
): Count {
  const cast = votes.filter((vote) => vote.choice === choice);
  const by: Person[] = [];
  const gone: Gone[] = [];
  for (const { voter, fingerprint } of cast) {
    const { kind } = permission(verb, request, voter, members, now);
    if (fingerprint !== request.fingerprint) gone.push({ ...voter, why: 'other_order' });
    else if (kind === 'may') by.push(...(by.some(({ id }) => id === voter.id) ? [] : [voter]));
    else gone.push({ ...voter, why: kind });
  }
  const quorum = choice === 'reject' ? rejectQuorumOf(request, now.rule) : quorumOf(request, now.rule);
  return { by, gone, quorum, missing: Math.max(quorum - by.length, 0) };
}

/** What the votes on a request that waits for approval come to. */
export interface Tally {
  kind: 'approved' | 'rejected' | 'waiting';
  approvals: Count;
  rejections: Count;
}

/** Counts both sides at once. Enough rejections end a request whatever was approved: what stops goes first. */
export function tally(request: Request, votes: readonly CastVote[], members: Members, now: RulesNow): Tally {
  const approvals = count('approve', 'approve', request, votes, members, now);
  const rejections = count('reject', 'reject', request, votes, members, now);
  const kind =
    rejections.missing === 0 ? 'rejected' : approvals.missing === 0 ? 'approved' : ('waiting' as const);
  return { kind, approvals, rejections };
}

/** Whether an approval holds at the very moment at which the order would leave. */
export type Standing =
  | { kind: 'stands'; by: Person[] }
  | ({ kind: 'lapsed' } & Count)
  /** It took too long. */
  | { kind: 'expired' }
  /** Those who satisfy the rule of then and the rule of now can't be enough. */
  | { kind: 'unreachable' };

/**
 * Judges the approval of an approved request by exactly the votes that made it: `votes` are those of
 * `state.votesFor`. An Order again is an approval of its own, with an expiry of its own from the first of its votes.
 */
export function judgeApproval(
  request: Request,
  votesFor: number,
  votes: readonly CastVote[],
  members: Members,
  now: RulesNow,
): Standing {
  const choice: Choice = votesFor === 0 ? 'approve' : 'order_again';
  const counted = count('send', choice, request, votes, members, now);
  if (now.at >= approvalEnds(request, votesFor, votes)) return { kind: 'expired' };
  if (counted.missing === 0) return { kind: 'stands', by: counted.by };
  if (!isReachable(request, members, now)) return { kind: 'unreachable' };
  return { kind: 'lapsed', ...counted };
}

/** Until when an approval may be acted on, epoch milliseconds; an Order again from the first vote for it. */
export function approvalEnds(request: Request, votesFor: number, votes: readonly CastVote[]): number {
  if (votesFor === 0) return request.expiresAt;
  const first = Math.min(...votes.filter(({ choice }) => choice === 'order_again').map(({ at }) => at));
  return Number.isFinite(first) ? first + request.rule.expiryHours * HOUR : request.expiresAt;
}
