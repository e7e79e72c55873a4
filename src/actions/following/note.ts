import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { isGone, observe, type Port } from '../../domain/port/port.ts';
import type { Request } from '../../domain/request/request.ts';
import { DAY } from '../../domain/time.ts';
import type { Tx } from '../../interfaces/store.ts';
import { advance } from '../lifecycle/advance.ts';
import { tellListedAgain } from './missing.ts';

/** Notes what a listing that began at `listedAt` shows of a request's port; true where its state has changed. */
export async function note(
  tx: Tx,
  requestId: string,
  seen: ListedInterconnect,
  listedAt: number,
): Promise<boolean> {
  const request = await tx.requests.lock(requestId);
  const before = await tx.ports.of(requestId);
  if (request?.state.status !== 'ordered' || !before || before.listedAt > listedAt) return false;
  const { port: observed, changed } = observe(before, seen, tx.now);
  const port = { ...observed, listedAt, missing: null };
  await tx.ports.put(port);
  if (before.missing?.told) await tellListedAgain(tx, request, port);
  if (!changed) {
    await tx.messages.redraw(requestId);
    if (!isNewDevice(before, seen)) return false;
    const { revision, fingerprint } = request;
    await tx.audit.add({
      requestId,
      actor: null,
      event: 'device_seen',
      revision,
      fingerprint,
      detail: { seen },
    });
    await tellDevice(tx, request, seen);
    return false;
  }
  const event = isGone(port.state)
    ? ({ type: 'port_gone', at: tx.now } as const)
    : ({ type: 'port_changed', portState: port.state, at: tx.now } as const);
  const saved = await advance(tx, request, event, { actor: null, detail: { seen } });
  await tx.outbox.add(requestId, 'channel', stateLine(port, before, tx.now));
  if (isNewDevice(before, seen)) await tellDevice(tx, request, seen);
  if (saved && (port.state === 'available' || isGone(port.state))) {
    await tx.outbox.add(requestId, 'dm', { kind: 'step', state: saved.state });
  }
  return true;
}

/** AWS names the device only after `requested`; two ports on one device are no diversity. */
function isNewDevice(before: Port, seen: ListedInterconnect): boolean {
  return Boolean(seen.device) && !before.seen.device;
}

async function tellDevice(tx: Tx, request: Request, seen: ListedInterconnect): Promise<void> {
  const { region, requestMACSec: macsec } = request.order;
  await tx.outbox.add(request.id, 'channel', {
    kind: 'facts',
    seen,
    region,
    awsRequestId: undefined,
    macsec,
  });
}

function stateLine(port: Port, before: Port, now: number) {
  return {
    kind: 'port_state',
    interconnectId: port.interconnectId,
    state: port.state,
    lostLight: port.state === 'down' && before.firstAvailableAt !== null,
    days: Math.floor((now - port.orderedAt) / DAY),
  } as const;
}
