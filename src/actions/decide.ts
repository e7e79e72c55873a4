import type { Person, Request } from '../domain/request.ts';
import { apply } from './apply.ts';
import { decidedAt } from './decided-at.ts';
import type { Directory, Store, Tx, Vote } from './ports.ts';
import { type Barred, whyNot } from './who-may.ts';

/** One press of Approve, or one sent reason of Reject, bound to what its card showed. */
export interface Ballot {
  requestId: string;
  revision: number;
  fingerprint: string;
  voter: Person;
  choice: { decision: 'approve' } | { decision: 'reject'; reason: string };
}

/** What became of a ballot; everything but the first three changed nothing. */
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
  | { kind: 'already_decided'; request: Request; at: number | undefined };

/** Counts a vote; one transaction, one winner, whoever clicks when. */
export function decide(store: Store, directory: Directory, ballot: Ballot): Promise<Decided> {
  return store.transaction(async (tx) => {
    const request = await tx.request(ballot.requestId);
    if (!request) return { kind: 'unknown_request' };
    const refused = await refusal(tx, directory, request, ballot);
    if (refused) return refused;
    return ballot.choice.decision === 'approve'
      ? approve(tx, request, ballot.voter)
      : reject(tx, request, ballot.voter, ballot.choice.reason);
  });
}

/** Why a ballot on this request changes nothing, or undefined where it counts. */
export async function refusal(
  tx: Tx,
  directory: Directory,
  request: Request,
  ballot: Omit<Ballot, 'choice'>,
): Promise<Decided | undefined> {
  if (request.state.status !== 'awaiting_approval') {
    return { kind: 'already_decided', request, at: await decidedAt(tx, request) };
  }
  const barred = whyNot(directory, request, ballot.voter);
  if (barred) return barred;
  if (ballot.revision !== request.revision || ballot.fingerprint !== request.fingerprint) {
    return { kind: 'changed', request };
  }
  return undefined;
}

async function approve(tx: Tx, request: Request, voter: Person): Promise<Decided> {
  const fresh = await tx.addVote(vote(tx, request, voter, 'approve'));
  const votes = await tx.votes(request.id, request.revision, 0);
  const by = votes.filter((entry) => entry.decision === 'approve').map((entry) => entry.voter);
  const missing = request.rule.quorum - by.length;
  if (!fresh) {
    const at = votes.find((entry) => entry.voter.id === voter.id)?.at ?? tx.now;
    return { kind: 'already_voted', request, at, missing };
  }
  await auditVote(tx, request, voter, by.length);
  if (missing > 0) {
    await tx.redraw(request.id);
    return { kind: 'counted', request, missing };
  }
  const approved = await apply(tx, request, { type: 'approved', by, at: tx.now }, { actor: voter });
  if (!approved) return { kind: 'already_decided', request, at: undefined };
  await tx.say(request.id, 'dm', { kind: 'step', state: approved.state });
  return { kind: 'approved', request: approved };
}

async function reject(tx: Tx, request: Request, voter: Person, reason: string): Promise<Decided> {
  await tx.replaceVote(vote(tx, request, voter, 'reject'));
  const event = { type: 'rejected', by: voter, reason, at: tx.now } as const;
  const rejected = await apply(tx, request, event, { actor: voter });
  if (!rejected) return { kind: 'already_decided', request, at: undefined };
  await tx.say(request.id, 'dm', { kind: 'step', state: rejected.state });
  return { kind: 'rejected', request: rejected };
}

function vote(tx: Tx, request: Request, voter: Person, decision: Vote['decision']): Vote {
  return { requestId: request.id, revision: request.revision, attempt: 0, voter, decision, at: tx.now };
}

function auditVote(tx: Tx, request: Request, voter: Person, count: number): Promise<void> {
  return tx.audit({
    requestId: request.id,
    actor: voter,
    event: 'voted',
    revision: request.revision,
    fingerprint: request.fingerprint,
    detail: { decision: 'approve', count, quorum: request.rule.quorum },
  });
}
