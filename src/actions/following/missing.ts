import type { AlarmTimes } from '../../domain/port/alarm-times.ts';
import { dueAt } from '../../domain/port/due.ts';
import type { Tx } from '../../interfaces/store.ts';
import { lockPorts } from './lock-ports.ts';

/** Notes that a complete listing of the right account, which began at `listedAt`, doesn't show these requests' ports. */
export async function missed(
  tx: Tx,
  requestIds: readonly string[],
  listedAt: number,
  times: AlarmTimes,
): Promise<void> {
  const ports = [...(await lockPorts(tx, requestIds, listedAt)).values()].map(({ port: before }) => {
    const { since, listings, told } = before.missing ?? { since: listedAt, listings: 0, told: false };
    const port = { ...before, missing: { since, listings: listings + 1, told } };
    return { ...port, dueAt: dueAt(port, times, tx.now) };
  });
  await tx.ports.putAll(ports);
}
