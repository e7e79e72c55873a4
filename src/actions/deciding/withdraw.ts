import type { Person } from '../../domain/person.ts';
import type { Request } from '../../domain/request/request.ts';
import { NOBODY } from '../../domain/rules/members.ts';
import { permission } from '../../domain/rules/permission.ts';
import type { Store } from '../../interfaces/store.ts';
import { advance } from '../lifecycle/advance.ts';
import { decidedAt } from '../lifecycle/decided-at.ts';

export type Withdrawn =
  | { kind: 'withdrawn'; request: Request }
  | { kind: 'unknown_request' }
  | { kind: 'not_requester'; request: Request }
  /** It has ended, or an order is on its way to AWS. */
  | { kind: 'too_late'; request: Request; at: number | undefined };

/** Why somebody could not take a request back now; the request as it stands where they could. */
export function mayWithdraw(
  { store }: { store: Store },
  { requestId, by }: { requestId: string; by: Person },
): Promise<{ kind: 'may'; request: Request } | Exclude<Withdrawn, { kind: 'withdrawn' }>> {
  return store.read(async (at) => {
    const request = await at.requests.read(requestId);
    if (!request) return { kind: 'unknown_request' };
    const may = permission('withdraw', request, by, NOBODY, { rule: undefined, at: at.now });
    if (may.kind === 'not_requester') return { kind: 'not_requester', request };
    if (may.kind !== 'may') return { kind: 'too_late', request, at: await decidedAt(at, request) };
    return { kind: 'may', request };
  });
}

/** Takes a request back before anything was sent to AWS; only the requester may. */
export function withdraw(
  { store }: { store: Store },
  { requestId, by }: { requestId: string; by: Person },
): Promise<Withdrawn> {
  return store.transaction(async (tx) => {
    const request = await tx.requests.lock(requestId);
    if (!request) return { kind: 'unknown_request' };
    if (
      permission('withdraw', request, by, NOBODY, { rule: undefined, at: tx.now }).kind === 'not_requester'
    ) {
      return { kind: 'not_requester', request };
    }
    const withdrawn = await advance(tx, request, { type: 'withdrawn', by, at: tx.now }, { actor: by });
    if (!withdrawn) return { kind: 'too_late', request, at: await decidedAt(tx, request) };
    return { kind: 'withdrawn', request: withdrawn };
  });
}
