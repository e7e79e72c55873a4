import type { Person } from '../../domain/person.ts';
import { followsOnly } from '../../domain/request/follows-only.ts';
import type { Order } from '../../domain/request/order.ts';
import type { Request } from '../../domain/request/request.ts';
import { NOBODY } from '../../domain/rules/members.ts';
import { permission, type Verb } from '../../domain/rules/permission.ts';
import type { Store } from '../../interfaces/store.ts';
import { besideOf } from '../pairing/partner.ts';
import { type NotAsking, type Requesters, whyNotAsking } from './may-ask.ts';

/** What the form of Edit and ask again, or of Request again, holds; or why there is none. */
export type AskedAgain =
  /** `edits`: the request that was sent back; `after`: the one in whose place a new one is asked for. */
  | {
      kind: 'form';
      accountId: string | null;
      order: Order;
      reason: string;
      beneficiary: Person | null;
      edits: string | undefined;
      after: string | undefined;
      /** The request beside whose port it is the second, or is to be. */
      beside: Request | undefined;
    }
  | { kind: 'unknown_request' }
  | Extract<NotAsking, { kind: 'barred' }>
  | { kind: 'not_requester'; request: Request }
  | { kind: 'too_late'; request: Request };

/**
 * A request that was sent back is edited, also by the Request again of earlier cards; any other that has ended starts a
 * new one.
 */
export async function requestAgain(
  deps: Requesters & { store: Store },
  { requestId, by }: { requestId: string; by: Person },
  pressed: Extract<Verb, 'edit' | 'request_again'> = 'request_again',
): Promise<AskedAgain> {
  const { now, request, beside } = await deps.store.read(async (at) => ({
    now: at.now,
    request: await at.requests.read(requestId),
    beside: await besideOf(at, requestId),
  }));
  if (!request) return { kind: 'unknown_request' };
  const barred = whyNotAsking(deps, by.id);
  // Whoever isn't known yet is by the time the form is sent.
  if (barred?.kind === 'barred') return barred;
  const isBack = request.state.status === 'sent_back';
  const verb = isBack ? 'edit' : pressed;
  const may = permission(verb, request, by, NOBODY, { rule: undefined, at: now });
  if (may.kind === 'not_requester') return { kind: 'not_requester', request };
  if (may.kind !== 'may') return { kind: 'too_late', request };
  const { accountId, order, reason, beneficiary } = request;
  const [edits, after] = isBack ? [request.id, undefined] : [undefined, request.id];
  return {
    kind: 'form',
    accountId,
    order,
    reason: followsOnly(request) ? '' : reason,
    beneficiary,
    edits,
    after,
    beside,
  };
}
