import { dueAt, dueNow } from '../../domain/request/due.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { advance } from './advance.ts';
import { withClaim } from './with-claim.ts';

/** Ends one request whose time is over, undecided or refused by AWS; one whose time isn't over is asked again later. */
export function expire(deps: { store: Store }): Promise<boolean> {
  const begin = async (tx: Tx, request: Request, lease: Lease) => {
    if (dueNow(request, tx.now) === 'expire') await expireNow(tx, request, lease);
    else {
      const later = dueAt(request.state, request, tx.now, tx.now);
      await tx.requests.put({ ...request, dueAt: later }, lease);
    }
    return undefined;
  };
  return withClaim(deps, { worker: 'expire', begin }, async () => undefined);
}

/** Ends a request whose time is over; undefined where its state doesn't end so. */
export function expireNow(tx: Tx, request: Request, lease?: Lease): Promise<Request | undefined> {
  const options = lease ? { actor: null, lease } : { actor: null };
  return advance(tx, request, { type: 'expired', at: tx.now }, options);
}
