import type { Person, Request } from '../domain/request.ts';
import { apply } from './apply.ts';
import { decidedAt } from './decided-at.ts';
import type { Directory, Store } from './ports.ts';
import { type Barred, whyNot } from './who-may.ts';

export type TriedAgain =
  | { kind: 'tried_again'; request: Request }
  | { kind: 'unknown_request' }
  | Barred
  /** That refusal is no longer where the request stands. */
  | { kind: 'too_late'; request: Request; at: number | undefined };

/**
 * Sends a refused order again, as approved. Bound to the refused attempt, so that two presses are one call.
 * The requester and everyone who may decide may ask for it: nothing about the order has changed.
 */
export function tryAgain(
  store: Store,
  directory: Directory,
  { requestId, attempt, by }: { requestId: string; attempt: number; by: Person },
): Promise<TriedAgain> {
  return store.transaction(async (tx) => {
    const request = await tx.request(requestId);
    if (!request) return { kind: 'unknown_request' };
    const barred = by.id === request.requester.id ? undefined : whyNot(directory, request, by);
    if (barred) return barred;
    if (request.state.status !== 'refused' || request.state.attempt !== attempt) {
      return { kind: 'too_late', request, at: await decidedAt(tx, request) };
    }
    const again = await apply(tx, request, { type: 'tried_again', by, at: tx.now }, { actor: by });
    if (!again) return { kind: 'too_late', request, at: await decidedAt(tx, request) };
    await tx.say(request.id, 'channel', { kind: 'tried_again', by });
    return { kind: 'tried_again', request: again };
  });
}
