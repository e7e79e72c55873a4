import { dueAt } from '../../domain/port/due.ts';
import type { Tx } from '../../interfaces/store.ts';
import { lockPorts } from './lock-ports.ts';

/** Notes that a complete listing of the right account, which began at `listedAt`, doesn't show these requests' ports. */
export async function missed(tx: Tx, requestIds: readonly string[], listedAt: number): Promise<void> {
  const ports = [...(await lockPorts(tx, requestIds, listedAt)).values()].map(({ port }) => {
    const { since, listings, told } = port.missing ?? { since: listedAt, listings: 0, told: false };
    const missing = { since, listings: listings + 1, told };
    return { ...port, missing, dueAt: dueAt({ missing }, tx.now) };
  });
  await tx.ports.putAll(ports);
}
