import type { Request } from '../../domain/request/request.ts';
import type { Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { advance } from './advance.ts';

/** Ends a request whose time is over; undefined where its state doesn't end so. */
export function expireNow(tx: Tx, request: Request, lease?: Lease): Promise<Request | undefined> {
  const options = lease ? { actor: null, lease } : { actor: null };
  return advance(tx, request, { type: 'expired', at: tx.now }, options);
}
