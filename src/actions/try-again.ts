import { entitlement } from '../domain/policy.ts';
import type { Person, Request } from '../domain/request.ts';
import { apply } from './apply.ts';
import type { Directory, Store } from './ports.ts';

export type TriedAgain =
  | { kind: 'tried_again'; request: Request }
  | { kind: 'unknown_request' }
  | { kind: 'not_entitled'; request: Request }
  | { kind: 'unchecked'; group: string }
  /** That refusal is no longer where the request stands. */
  | { kind: 'too_late'; request: Request };

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
    if (by.id !== request.requester.id) {
      const groups = request.rule.approvers.filter(({ kind }) => kind === 'group').map(({ id }) => id);
      const listed = directory.members(groups);
      if ('unchecked' in listed) return { kind: 'unchecked', group: listed.unchecked };
      if (entitlement(request.rule, listed.members, request.requester, by.id) !== 'entitled') {
        return { kind: 'not_entitled', request };
      }
    }
    if (request.state.status !== 'refused' || request.state.attempt !== attempt) {
      return { kind: 'too_late', request };
    }
    const again = await apply(tx, request, { type: 'tried_again', by, at: tx.now }, { actor: by });
    if (!again) return { kind: 'too_late', request };
    await tx.say(request.id, 'channel', { kind: 'tried_again', by });
    return { kind: 'tried_again', request: again };
  });
}
