import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { isGone, observe } from '../../domain/port/port.ts';
import { DAY } from '../../domain/time.ts';
import type { Tx } from '../../interfaces/store.ts';
import { advance, note } from '../lifecycle/advance.ts';

/** Notes what a listing that began at `listedAt` shows of a request's port; true where its state has changed. */
export async function noteSeen(
  tx: Tx,
  requestId: string,
  seen: ListedInterconnect,
  listedAt: number,
): Promise<boolean> {
  const request = await tx.requests.lock(requestId);
  const before = await tx.ports.of(requestId);
  if (request?.state.status !== 'ordered' || !before || before.listedAt > listedAt) return false;
  const { port: observed, changed } = observe(before, seen, tx.now);
  const { state, interconnectId } = observed;
  await tx.ports.put({ ...observed, listedAt, missing: null, dueAt: null });
  const byBot = { actor: null };
  if (before.missing?.told) {
    await note(tx, request, { type: 'port_listed_again', interconnectId, state }, byBot);
  }
  const newDevice = Boolean(seen.device) && !before.seen.device;
  if (!changed) {
    await tx.messages.redraw(requestId);
    if (newDevice) await note(tx, request, { type: 'device_seen', seen }, byBot);
    return false;
  }
  const moved = {
    seen,
    lostLight: state === 'down' && before.firstAvailableAt !== null,
    days: Math.floor((tx.now - before.orderedAt) / DAY),
    newDevice,
    at: tx.now,
  };
  const event = isGone(state)
    ? ({ type: 'port_gone', ...moved } as const)
    : ({ type: 'port_changed', portState: state, ...moved } as const);
  await advance(tx, request, event, byBot);
  return true;
}
