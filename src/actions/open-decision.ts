import type { Person, Request, RequestState } from '../domain/request.ts';
import { decidedAt } from './decided-at.ts';
import type { Directory, Tx } from './ports.ts';
import { type Barred, whyNot } from './who-may.ts';

/** Why someone may not decide about an unknown outcome. */
export type NotOpen =
  | Barred
  | { kind: 'unknown_request' }
  /** That attempt is no longer what waits for a decision. */
  | { kind: 'too_late'; request: Request; at: number | undefined };

export type Undecided = Extract<RequestState, { status: 'needs_decision' }>;

/** A request whose attempt waits for this person's decision, locked; or why not. */
export async function openDecision(
  tx: Tx,
  directory: Directory,
  { requestId, attempt, by }: { requestId: string; attempt: number; by: Person },
): Promise<{ kind: 'open'; request: Request; state: Undecided } | NotOpen> {
  const request = await tx.request(requestId);
  if (!request) return { kind: 'unknown_request' };
  const { state } = request;
  if (state.status !== 'needs_decision' || state.attempt !== attempt)
    return { kind: 'too_late', request, at: await decidedAt(tx, request) };
  return whyNot(directory, request, by) ?? { kind: 'open', request, state };
}
