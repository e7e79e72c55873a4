import type { Person } from '../../domain/person.ts';
import type { Request, RequestState } from '../../domain/request/request.ts';
import type { Members } from '../../domain/rules/members.ts';
import { type Permission, permission, type RulesNow, type Verb } from '../../domain/rules/permission.ts';
import type { Tx } from '../../interfaces/store.ts';
import { type Barred, type Judging, membersFor } from '../deciding/who-may.ts';
import { decidedAt } from '../lifecycle/decided-at.ts';

/** Why someone may not decide about an unknown outcome. */
export type NotOpen =
  | Barred
  | { kind: 'unknown_request' }
  /** That attempt is no longer what waits for a decision. */
  | { kind: 'too_late'; request: Request; at: number | undefined }
  /** A port with the request's tag is there: nothing is ordered again. */
  | { kind: 'tagged'; ports: string[] };

type Undecided = Extract<RequestState, { status: 'needs_decision' }>;

/** A request whose attempt waits for this person's decision, and what their vote counts by. */
export interface OpenDecision {
  kind: 'open';
  request: Request;
  state: Undecided;
  members: Members;
  now: RulesNow;
  may: Extract<Permission, { kind: 'may' }>;
}

/** A request whose attempt waits for this person's decision, locked; or why not. */
export async function openDecision(
  tx: Tx,
  judging: Judging,
  verb: Extract<Verb, 'order_again' | 'it_exists' | 'give_up'>,
  { requestId, attempt, by }: { requestId: string; attempt: number; by: Person },
): Promise<OpenDecision | NotOpen> {
  const request = await tx.requests.lock(requestId);
  if (!request) return { kind: 'unknown_request' };
  const { state } = request;
  if (state.status !== 'needs_decision' || state.attempt !== attempt)
    return { kind: 'too_late', request, at: await decidedAt(tx, request) };
  const cast = await tx.votes.of(requestId, request.revision, decisionKey(attempt));
  const known = membersFor(judging, request, [by.id, ...cast.map(({ voter }) => voter.id)]);
  if (known.kind === 'unchecked') return known;
  const { members } = known;
  const now = { rule: known.rule, at: tx.now };
  const may = permission(verb, request, by, members, now);
  if (may.kind === 'not_open' || may.kind === 'expired') {
    return { kind: 'tagged', ports: state.tagged.map(({ interconnectId }) => interconnectId) };
  }
  return may.kind === 'may' ? { kind: 'open', request, state, members, now, may } : may;
}

/** Under which number votes about an attempt are kept; those where none was made are not the approval's, which has 0. */
export function decisionKey(attempt: number): number {
  return attempt === 0 ? -1 : attempt;
}
