import type { Person } from '../../domain/person.ts';
import type { Entitlement } from '../../domain/request/fact.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Choice, Vote } from '../../domain/request/vote.ts';
import { count } from '../../domain/rules/approval.ts';
import type { Members } from '../../domain/rules/members.ts';
import { isReachable, type Permission, permission, type RulesNow } from '../../domain/rules/permission.ts';
import type { Tx } from '../../interfaces/store.ts';
import { advance, note } from '../lifecycle/advance.ts';
import { decidedAt } from '../lifecycle/decided-at.ts';
import { expireNow } from '../lifecycle/expire.ts';
import { sendBack } from './send-back.ts';
import { type Barred, type DecideDeps, deciding, type Judging, membersFor } from './who-may.ts';

/** One press of Approve, or one sent reason of Reject, bound to what its card showed. */
export interface Ballot {
  requestId: string;
  revision: number;
  fingerprint: string;
  voter: Person;
  choice: { decision: 'approve' } | { decision: 'reject'; reason: string };
}

/** What became of a ballot; everything but the first three changed nothing about the vote. */
export type Decided =
  | { kind: 'approved'; request: Request }
  | { kind: 'rejected'; request: Request }
  /** Counted, and `missing` more are needed. */
  | { kind: 'counted'; request: Request; missing: number }
  | { kind: 'unknown_request' }
  | Barred
  /** The card showed another revision than the one that waits now. */
  | { kind: 'changed'; request: Request }
  | { kind: 'already_voted'; request: Request; at: number; missing: number }
  | { kind: 'already_decided'; request: Request; at: number | undefined }
  /** Those whom the rule of then and the rule of now name together are too few: it went back to the requester. */
  | { kind: 'unreachable'; request: Request };

/** Counts a vote; one transaction, one winner, whoever clicks when. */
export function decide(deps: DecideDeps, ballot: Ballot): Promise<Decided> {
  return deciding(deps, async (tx) => {
    const request = await tx.requests.lock(ballot.requestId);
    if (!request) return { kind: 'unknown_request' };
    const open = await openBallot(tx, deps.judging, request, ballot);
    if (open.kind !== 'open') return open;
    return ballot.choice.decision === 'approve'
      ? approve(tx, request, ballot.voter, open)
      : reject(tx, request, ballot.voter, ballot.choice.reason, open);
  });
}

/** A ballot that counts, with what it is counted by. */
interface Open {
  kind: 'open';
  members: Members;
  now: RulesNow;
  may: Extract<Permission, { kind: 'may' }>;
  /** The revision's votes so far: the request's lock keeps them as they are. */
  cast: Vote[];
}

/** Why a ballot on this request changes nothing, or what it counts by. A request whose time is over ends here. */
export async function openBallot(
  tx: Tx,
  judging: Judging,
  request: Request,
  ballot: Omit<Ballot, 'choice'>,
): Promise<Open | Decided> {
  if (request.state.status !== 'awaiting_approval') {
    return { kind: 'already_decided', request, at: await decidedAt(tx, request) };
  }
  const cast = await tx.votes.of(request.id, request.revision, 0);
  const known = membersFor(judging, request, [ballot.voter.id, ...cast.map(({ voter }) => voter.id)]);
  if (known.kind === 'unchecked') return known;
  const { members } = known;
  const now = { rule: known.rule, at: tx.now };
  const may = permission('approve', request, ballot.voter, members, now);
  if (may.kind === 'not_open' || may.kind === 'expired') {
    const expired = await expireNow(tx, request);
    return { kind: 'already_decided', request: expired ?? request, at: tx.now };
  }
  if (!isReachable(request, members, now.rule)) {
    const back = await sendBack(tx, request, TOO_FEW, { errorCode: 'UNREACHABLE' });
    if (back) return { kind: 'unreachable', request: back };
  }
  if (may.kind !== 'may') return may;
  if (ballot.revision !== request.revision || ballot.fingerprint !== request.fingerprint) {
    return { kind: 'changed', request };
  }
  return { kind: 'open', members, now, may, cast };
}

/** Said to whoever asked, where the rule has changed so that nobody could approve any more. */
export const TOO_FEW =
  'Too few people may approve it both by the rule it was asked under and by the rule of now. Asking again takes the rule of now.';

async function approve(
  tx: Tx,
  request: Request,
  voter: Person,
  { members, now, may, cast }: Open,
): Promise<Decided> {
  const own = vote(tx, request, voter, 'approve');
  const fresh = await tx.votes.cast(own);
  const votes = fresh ? [...cast.filter((one) => one.voter.id !== voter.id), own] : cast;
  const { by, missing, quorum } = count('approve', 'approve', request, votes, members, now);
  if (fresh) {
    const counted = { count: by.length, quorum, ...entitlement(request, may, now) };
    await note(tx, request, { type: 'voted', decision: 'approve', ...counted }, { actor: voter });
  }
  if (missing > 0) {
    if (!fresh) {
      const at = votes.find((entry) => entry.voter.id === voter.id)?.at ?? tx.now;
      return { kind: 'already_voted', request, at, missing };
    }
    await tx.messages.redraw(request.id);
    return { kind: 'counted', request, missing };
  }
  const approved = await advance(tx, request, { type: 'approved', by, at: tx.now }, { actor: voter });
  if (!approved) return { kind: 'already_decided', request, at: undefined };
  return { kind: 'approved', request: approved };
}

async function reject(
  tx: Tx,
  request: Request,
  voter: Person,
  reason: string,
  { may, now }: Open,
): Promise<Decided> {
  await tx.votes.cast(vote(tx, request, voter, 'reject'));
  const why = entitlement(request, may, now);
  const event = { type: 'rejected', by: voter, reason, ...why, at: tx.now } as const;
  const rejected = await advance(tx, request, event, { actor: voter });
  if (!rejected) return { kind: 'already_decided', request, at: undefined };
  return { kind: 'rejected', request: rejected };
}

/** By which rule and which of its entries a vote counts: kept for good, since groups and settings change. */
export function entitlement(
  request: Request,
  { via, viaNow }: Extract<Permission, { kind: 'may' }>,
  now: RulesNow,
): Entitlement {
  return {
    rule: request.rule.name,
    via: via ?? null,
    ruleNow: now.rule?.name ?? null,
    viaNow: viaNow ?? null,
  };
}

function vote(tx: Tx, request: Request, voter: Person, choice: Choice): Vote {
  const { id: requestId, revision, fingerprint } = request;
  return { requestId, revision, attempt: 0, voter, choice, fingerprint, comment: null, at: tx.now };
}
