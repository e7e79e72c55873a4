import { dueAt } from '../../domain/port/due.ts';
import type { Port } from '../../domain/port/port.ts';
import type { Store } from '../../interfaces/store.ts';

/** Notes that a complete listing of the right account, which began at `listedAt`, doesn't show a port. */
export async function missed(store: Store, port: Port, listedAt: number): Promise<void> {
  await store.transaction(async (tx) => {
    const request = await tx.requests.lock(port.requestId);
    const now = await tx.ports.of(port.requestId);
    if (request?.state.status !== 'ordered' || !now || now.listedAt > listedAt) return;
    const { since, listings, told } = now.missing ?? { since: listedAt, listings: 0, told: false };
    const missing = { since, listings: listings + 1, told };
    await tx.ports.put({ ...now, missing, dueAt: dueAt({ missing }, tx.now) });
  });
}
