import type { Person, Request } from '../domain/request.ts';
import { apply } from './apply.ts';
import type { Directory, Store } from './ports.ts';
import { type Barred, whyNot } from './who-may.ts';

export type GivenUp =
  | { kind: 'given_up'; request: Request }
  | { kind: 'unknown_request' }
  | Barred
  | { kind: 'too_late'; request: Request };

/** Ends a request whose outcome nobody could learn. A port that shows up later is still announced. */
export function giveUp(
  store: Store,
  directory: Directory,
  { requestId, attempt, by }: { requestId: string; attempt: number; by: Person },
): Promise<GivenUp> {
  return store.transaction(async (tx) => {
    const request = await tx.request(requestId);
    if (!request) return { kind: 'unknown_request' };
    const { state } = request;
    if (state.status !== 'needs_decision' || state.attempt !== attempt) return { kind: 'too_late', request };
    const barred = whyNot(directory, request, by);
    if (barred) return barred;
    const ended = await apply(tx, request, { type: 'given_up', by, at: tx.now }, { actor: by });
    if (!ended) return { kind: 'too_late', request };
    await tx.say(requestId, 'dm', { kind: 'step', state: ended.state });
    return { kind: 'given_up', request: ended };
  });
}
