import type { Request } from '../../domain/request/request.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { advance } from './advance.ts';

const LEASE_MS = 10_000;

/** Ends one request whose time is over, undecided or refused by AWS; false when none is due. */
export function expire(store: Store): Promise<boolean> {
  return store.transaction(async (tx) => {
    const claim = await tx.requests.claim('expire', LEASE_MS);
    if (!claim) return false;
    await expireNow(tx, claim.request, { token: claim.token, until: null });
    return true;
  });
}

/** Ends a request whose time is over; undefined where its state doesn't end so. */
export async function expireNow(tx: Tx, request: Request, lease?: Lease): Promise<Request | undefined> {
  const options = lease ? { actor: null, lease } : { actor: null };
  const expired = await advance(tx, request, { type: 'expired', at: tx.now }, options);
  if (expired) await tx.outbox.add(expired.id, 'dm', { kind: 'step', state: expired.state });
  return expired;
}
