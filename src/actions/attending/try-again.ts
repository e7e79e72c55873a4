import type { Person } from '../../domain/person.ts';
import type { Request } from '../../domain/request/request.ts';
import { transition } from '../../domain/request/transition.ts';
import { judgeApproval } from '../../domain/rules/approval.ts';
import { permission } from '../../domain/rules/permission.ts';
import { lapse } from '../deciding/lapse.ts';
import { type Barred, type DecideDeps, deciding, membersFor } from '../deciding/who-may.ts';
import { advance } from '../lifecycle/advance.ts';
import { decidedAt } from '../lifecycle/decided-at.ts';
import { expireNow } from '../lifecycle/expire.ts';
import { askedAgain } from '../submitting/asked-again.ts';

export type TriedAgain =
  | { kind: 'tried_again'; request: Request }
  /** The approval does not stand any more: it waits for a new one. */
  | { kind: 'lapsed'; request: Request }
  /** Another request was made in its place: both would order the same port. */
  | { kind: 'asked_again'; again: string }
  | { kind: 'unknown_request' }
  | Barred
  /** That refusal is no longer where the request stands. */
  | { kind: 'too_late'; request: Request; at: number | undefined };

/**
 * Sends a refused order again, as approved. Bound to the refused attempt, so that two presses are one call.
 * The requester and everyone who may decide may ask for it, while the approval stands: it starts no new clock.
 */
export function tryAgain(
  deps: DecideDeps,
  { requestId, attempt, by }: { requestId: string; attempt: number; by: Person },
): Promise<TriedAgain> {
  return deciding(deps, async (tx): Promise<TriedAgain> => {
    const request = await tx.requests.lock(requestId);
    if (!request) return { kind: 'unknown_request' };
    const tooLate = async (now = request) =>
      ({ kind: 'too_late', request: now, at: await decidedAt(tx, now) }) as const;
    if (request.state.status !== 'refused' || request.state.attempt !== attempt) return tooLate();
    const votes = await tx.votes.of(requestId, request.revision, 0);
    const known = membersFor(deps.judging, request, [by.id, ...votes.map(({ voter }) => voter.id)]);
    if (known.kind === 'unchecked') return known;
    const now = { rule: known.rule, at: tx.now };
    const may = permission('try_again', request, by, known.members, now);
    if (may.kind === 'expired') return tooLate(await expireNow(tx, request));
    if (may.kind === 'not_open') return tooLate();
    if (may.kind !== 'may') return may;
    const again = await askedAgain(tx, requestId);
    if (again !== undefined) return { kind: 'asked_again', again };
    const event = { type: 'tried_again', by, at: tx.now } as const;
    const state = transition(request.state, event);
    const standing = state && judgeApproval({ ...request, state }, 0, votes, known.members, now);
    if (standing && standing.kind !== 'stands') {
      const lapsed = await lapse(tx, request, 0, standing, votes, { actor: by });
      return lapsed ? { kind: 'lapsed', request: lapsed } : tooLate();
    }
    const trying = await advance(tx, request, event, { actor: by });
    if (!trying) return tooLate();
    return { kind: 'tried_again', request: trying };
  });
}
