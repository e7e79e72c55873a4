import type { Attempt } from '../../domain/request/attempt.ts';
import type { Tried } from '../../domain/request/fact.ts';
import type { Finding, Request } from '../../domain/request/request.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { approversByDm } from '../deciding/still-waiting.ts';
import { advance } from '../lifecycle/advance.ts';
import { decisionKey } from './open-decision.ts';

/**
 * Asks people what to do where a port may exist, or tells them anew what a look has found. Votes about what to do were
 * cast on what the card showed before, and are void.
 */
export async function askToDecide(
  tx: Tx,
  request: Request,
  attempt: number,
  finding: Finding,
  lease: Lease,
  dueAt: number,
  reason?: string,
): Promise<Request | undefined> {
  const attempts = await tx.attempts.of(request.id);
  await tx.votes.void(request.id, request.revision, decisionKey(attempt));
  const event = {
    type: 'not_settled',
    attempt,
    ...finding,
    minutes: minutesSearched(request, attempts, tx.now),
    attempts: tried(attempts),
    ...(reason === undefined ? {} : { reason }),
    direct: await approversByDm(tx, request),
    at: tx.now,
  } as const;
  return advance(tx, request, event, { actor: null, lease, dueAt });
}

function minutesSearched({ state }: Request, attempts: readonly Attempt[], now: number): number {
  const from = state.status === 'unsettled' ? state.at : (attempts.at(-1)?.committedAt ?? now);
  const until = state.status === 'unsettled' ? Math.min(state.until, now) : now;
  return Math.max(until - from, 0) / MINUTE;
}

function tried(attempts: readonly Attempt[]): Tried[] {
  return attempts.map(({ number, committedAt, errorName }) => ({
    number,
    at: committedAt,
    code: errorName ?? 'no answer',
  }));
}
