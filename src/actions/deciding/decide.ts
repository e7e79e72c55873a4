import type { Entitlement, Note } from '../../domain/request/fact.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Vote } from '../../domain/request/vote.ts';
import { type Tally, tally } from '../../domain/rules/approval.ts';
import { type Permission, permission, type RulesNow } from '../../domain/rules/permission.ts';
import { commenting } from '../../domain/rules/policy.ts';
import type { Tx } from '../../interfaces/store.ts';
import { advance, note } from '../lifecycle/advance.ts';
import { type Open, openBallot, type Press, type Shut } from './open-ballot.ts';
import { type DecideDeps, deciding } from './who-may.ts';

/** One press of Approve, or one sent reason of Reject, bound to what its card showed. */
export interface Ballot extends Press {
  choice: { decision: 'approve'; comment?: string } | { decision: 'reject'; reason: string };
}

type Decision = Ballot['choice']['decision'];

/** What became of a ballot; everything but the first three changed nothing about the votes. */
export type Decided =
  | { kind: 'approved'; request: Request }
  | { kind: 'rejected'; request: Request }
  /** Counted, and `missing` more are needed. */
  | { kind: 'counted'; request: Request; missing: number }
  | { kind: 'already_voted'; request: Request; decision: Decision; at: number; missing: number }
  /** The rule wants one with this decision. */
  | { kind: 'comment_required'; request: Request }
  | Shut;

/** Counts a vote, in place of whatever this person chose before; one transaction, one winner, whoever clicks when. */
export function decide(deps: DecideDeps, ballot: Ballot): Promise<Decided> {
  return deciding(deps, async (tx): Promise<Decided> => {
    const open = await openBallot(tx, deps.judging, ballot);
    if (open.kind !== 'open') return open;
    const { request, members, now, cast } = open;
    const { decision } = ballot.choice;
    const standing = cast.find(({ voter, choice }) => voter.id === ballot.voter.id && choice === decision);
    const comment = commentOf(ballot, request) ?? standing?.comment ?? null;
    if (comment === null && commenting(request.rule, decision) === 'required') {
      return { kind: 'comment_required', request };
    }
    const own = voteOf(tx, ballot, request, comment);
    const isFresh = await tx.votes.cast(own);
    const votes = isFresh ? [...cast.filter(({ voter }) => voter.id !== own.voter.id), own] : cast;
    const counted = tally(request, votes, members, now);
    // A rejection that ends a request is its end's own row.
    const isKept = isFresh && (decision === 'approve' || counted.kind !== 'rejected');
    const voted = isKept ? votedNote(open, own, decision, counted) : undefined;
    // Nobody orders a port by saying no to it.
    if (counted.kind === 'rejected' || (counted.kind === 'approved' && decision === 'approve')) {
      return end(tx, open, ballot, { ...counted, votes, voted });
    }
    if (voted) await note(tx, request, voted, { actor: ballot.voter });
    const { missing } = decision === 'approve' ? counted.approvals : counted.rejections;
    if (!isFresh) {
      return { kind: 'already_voted', request, decision, at: standing?.at ?? tx.now, missing };
    }
    await tx.messages.redraw(request.id);
    return { kind: 'counted', request, missing };
  });
}

/** What was said with it; undefined where nothing was, or where the rule takes nothing. */
function commentOf({ choice }: Ballot, { rule }: Request): string | undefined {
  if (commenting(rule, choice.decision) === 'none') return undefined;
  return (choice.decision === 'approve' ? choice.comment : choice.reason)?.trim() || undefined;
}

function voteOf(tx: Tx, { voter, choice }: Ballot, request: Request, comment: string | null): Vote {
  const { id: requestId, revision, fingerprint } = request;
  return {
    requestId,
    revision,
    attempt: 0,
    voter,
    choice: choice.decision,
    fingerprint,
    comment,
    at: tx.now,
  };
}

function votedNote(
  { request, may, now }: Open,
  { comment }: Vote,
  decision: Decision,
  { approvals, rejections }: Tally,
): Note {
  const { by, quorum } = decision === 'approve' ? approvals : rejections;
  const said = comment === null ? {} : { comment };
  return { type: 'voted', decision, ...said, count: by.length, quorum, ...entitlement(request, may, now) };
}

/** Enough votes stand, whoever of those who have cast them presses last. */
async function end(
  tx: Tx,
  { request, members, now }: Open,
  { voter }: Ballot,
  { kind, approvals, rejections, votes, voted }: Tally & { votes: readonly Vote[]; voted: Note | undefined },
): Promise<Decided> {
  if (kind === 'approved') {
    const event = { type: 'approved', by: approvals.by, at: tx.now } as const;
    const approved = await advance(tx, request, event, { actor: voter, noted: voted });
    return approved
      ? { kind: 'approved', request: approved }
      : { kind: 'already_decided', request, at: undefined };
  }
  if (voted) await note(tx, request, voted, { actor: voter });
  const counts = new Set(rejections.by.map(({ id }) => id));
  const last = votes.findLast(({ choice, voter: { id } }) => choice === 'reject' && counts.has(id));
  if (!last) throw new TypeError(`Nobody has rejected ${request.id}.`);
  const may = permission('reject', request, last.voter, members, now);
  if (may.kind !== 'may') return { kind: 'already_decided', request, at: undefined };
  const why = entitlement(request, may, now);
  const event = { type: 'rejected', by: last.voter, reason: last.comment ?? '', ...why, at: tx.now } as const;
  const rejected = await advance(tx, request, event, { actor: voter });
  return rejected
    ? { kind: 'rejected', request: rejected }
    : { kind: 'already_decided', request, at: undefined };
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
