import type { Request } from '../../domain/request/request.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { advance } from './advance.ts';
import { withClaim } from './with-claim.ts';

/** Ends one request whose time is over, undecided or refused by AWS; false when none is due. */
export function expire(deps: { store: Store }): Promise<boolean> {
  const begin = async (tx: Tx, request: Request, lease: Lease) => {
    await expireNow(tx, request, lease);
    return undefined;
  };
  return withClaim(deps, { worker: 'expire', begin }, async () => undefined);
}

/** Ends a request whose time is over; undefined where its state doesn't end so. */
export function expireNow(tx: Tx, request: Request, lease?: Lease): Promise<Request | undefined> {
  const options = lease ? { actor: null, lease } : { actor: null };
  return advance(tx, request, { type: 'expired', at: tx.now }, options);
}
