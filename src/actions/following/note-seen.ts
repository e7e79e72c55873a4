import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { isGone, observe, type Port } from '../../domain/port/port.ts';
import { DAY } from '../../domain/time.ts';
import type { Tx } from '../../interfaces/store.ts';
import { advanceAll, noteAll } from '../lifecycle/advance.ts';
import { lockPorts } from './lock-ports.ts';

/** What a listing shows of a request's port. */
export interface Sighting {
  requestId: string;
  seen: ListedInterconnect;
}

const BY_BOT = { actor: null };

/**
 * Notes what a listing that began at `listedAt` shows of these requests' ports; answers how many are in another state
 * than before. It takes as many statements for one as for many.
 */
export async function noteSeen(tx: Tx, sightings: readonly Sighting[], listedAt: number): Promise<number> {
  const ids = sightings.map(({ requestId }) => requestId);
  const locked = await lockPorts(tx, ids, listedAt);
  const noted = sightings.flatMap(({ requestId, seen }) => {
    const found = locked.get(requestId);
    if (!found) return [];
    const { request, port: before } = found;
    return [{ request, before, seen, ...observe(before, seen, tx.now) }];
  });
  await tx.ports.putAll(noted.map(({ port }) => ({ ...port, listedAt, missing: null, dueAt: null })));
  const again = noted.filter(({ before }) => before.missing?.told);
  await noteAll(
    tx,
    again.map(({ request, port: { interconnectId, state } }) => ({
      request,
      fact: { type: 'port_listed_again', interconnectId, state },
    })),
    BY_BOT,
  );
  const still = noted.filter(({ changed }) => !changed);
  if (still.length > 0) await tx.messages.redraw(still.map(({ request }) => request.id));
  await noteAll(
    tx,
    still
      .filter(({ before, seen }) => isNewDevice(before, seen))
      .map(({ request, seen }) => ({ request, fact: { type: 'device_seen', seen } })),
    BY_BOT,
  );
  const moved = noted.filter(({ changed }) => changed);
  await advanceAll(
    tx,
    moved.map(({ request, before, seen }) => ({ request, fact: moveOf(before, seen, tx.now) })),
    BY_BOT,
  );
  return moved.length;
}

/** Another state of a port, as its request's event. */
function moveOf(before: Port, seen: ListedInterconnect, at: number) {
  const { state } = seen;
  const moved = {
    seen,
    lostLight: state === 'down' && before.firstAvailableAt !== null,
    days: Math.floor((at - before.orderedAt) / DAY),
    newDevice: isNewDevice(before, seen),
    at,
  };
  return isGone(state)
    ? ({ type: 'port_gone', ...moved } as const)
    : ({ type: 'port_changed', portState: state, ...moved } as const);
}

function isNewDevice(before: Port, seen: ListedInterconnect): boolean {
  return Boolean(seen.device) && !before.seen.device;
}
