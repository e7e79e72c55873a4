import type { Person } from '../../domain/person.ts';
import { followsOnly } from '../../domain/request/follows-only.ts';
import type { Order } from '../../domain/request/order.ts';
import type { Request } from '../../domain/request/request.ts';
import { secondOrder } from '../../domain/request/second.ts';
import { NOBODY } from '../../domain/rules/members.ts';
import { permission } from '../../domain/rules/permission.ts';
import type { Store } from '../../interfaces/store.ts';
import { type NotAsking, type Requesters, whyNotAsking } from '../submitting/may-ask.ts';
import type { HasSecond } from './beside.ts';
import { partnerOf } from './partner.ts';

/** What the form of a second port begins with; or why there is none. */
export type SecondAsked =
  | { kind: 'form'; first: Request; order: Order; reason: string; beneficiary: Person | null }
  | { kind: 'unknown_request' }
  | Extract<NotAsking, { kind: 'barred' }>
  | { kind: 'too_late'; request: Request }
  | HasSecond;

/** Order a second one: whoever may ask for ports may ask for one beside a port that is there. Nothing is recorded. */
export async function orderSecond(
  deps: Requesters & { store: Store },
  { requestId, by }: { requestId: string; by: Person },
): Promise<SecondAsked> {
  const { now, first, partner } = await deps.store.read(async (at) => ({
    now: at.now,
    first: await at.requests.read(requestId),
    partner: await partnerOf(at, requestId),
  }));
  if (!first) return { kind: 'unknown_request' };
  const barred = whyNotAsking(deps, by.id);
  // Whoever isn't known yet is by the time the form is sent.
  if (barred?.kind === 'barred') return barred;
  const may = permission('order_second', first, by, NOBODY, { rule: undefined, at: now });
  if (may.kind !== 'may') return { kind: 'too_late', request: first };
  if (partner) return { kind: 'has_second', first, second: partner.request };
  const { order, reason, beneficiary } = first;
  return {
    kind: 'form',
    first,
    order: secondOrder(order),
    reason: followsOnly(first) ? '' : reason,
    beneficiary,
  };
}
