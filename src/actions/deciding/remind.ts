import type { Person } from '../../domain/person.ts';
import type { Request } from '../../domain/request/request.ts';
import { NOBODY } from '../../domain/rules/members.ts';
import { permission } from '../../domain/rules/permission.ts';
import { HOUR } from '../../domain/time.ts';
import { advance } from '../lifecycle/advance.ts';
import { decidedAt } from '../lifecycle/decided-at.ts';
import { expireNow } from '../lifecycle/expire.ts';
import { stillWaiting } from './still-waiting.ts';
import type { DecideDeps } from './who-may.ts';

/** So long after it people may be reminded again. */
const AGAIN_MS = HOUR;

/** What became of a press of Remind; `again`: from when on it may be pressed again. Epoch milliseconds. */
export type Reminded =
  | { kind: 'reminded'; again: number }
  | { kind: 'too_soon'; at: number; again: number }
  | { kind: 'unknown_request' }
  | { kind: 'not_requester'; request: Request }
  /** It doesn't wait for anybody any more. */
  | { kind: 'too_late'; request: Request; at: number | undefined };

/** Calls those who can still decide, once more and once an hour; only the requester may. */
export function remind(
  { store, judging }: DecideDeps,
  { requestId, by }: { requestId: string; by: Person },
): Promise<Reminded> {
  return store.transaction(async (tx): Promise<Reminded> => {
    const request = await tx.requests.lock(requestId);
    if (!request) return { kind: 'unknown_request' };
    const { now: at } = tx;
    const may = permission('remind', request, by, NOBODY, { rule: undefined, at });
    if (may.kind === 'not_requester') return { kind: 'not_requester', request };
    const over = may.kind === 'expired' ? await expireNow(tx, request) : undefined;
    if (may.kind !== 'may')
      return { kind: 'too_late', request: over ?? request, at: over ? at : await decidedAt(tx, request) };
    const { nudgedAt } = request;
    if (nudgedAt !== null && at < nudgedAt + AGAIN_MS)
      return { kind: 'too_soon', at: nudgedAt, again: nudgedAt + AGAIN_MS };
    const waiting = await stillWaiting(tx, judging, request);
    await advance(tx, { ...request, nudgedAt: at }, { type: 'nudged', by, ...waiting, at }, { actor: by });
    return { kind: 'reminded', again: at + AGAIN_MS };
  });
}
