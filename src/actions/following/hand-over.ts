import type { Port } from '../../domain/port/port.ts';
import type { Where } from '../../domain/where.ts';
import type { Tx } from '../../interfaces/store.ts';
import { advance } from '../lifecycle/advance.ts';

/**
 * Where a port is only followed, that ends, since it is the port of the request `to`. The port as it was followed;
 * undefined where it wasn't.
 */
export async function handOver(
  tx: Tx,
  where: Where,
  interconnectId: string,
  to: string,
): Promise<Port | undefined> {
  const holder = (await tx.ports.holders(where, [interconnectId])).get(interconnectId);
  const following = holder?.followsOnly ? await tx.requests.lock(holder.requestId) : undefined;
  if (!following) return undefined;
  const port = await tx.ports.remove(following.id);
  await advance(tx, following, { type: 'handed_over', to, at: tx.now }, { actor: null });
  return port;
}
