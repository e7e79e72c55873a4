import type { ListedInterconnect } from '../domain/catalog.ts';
import { isGone, observe, type Port } from '../domain/port.ts';
import type { Request } from '../domain/request.ts';
import { REQUEST_TAG } from '../domain/tags.ts';
import { apply } from './apply.ts';
import type { DirectConnect, Store, Tx } from './ports.ts';
import { noteStray, SEARCHING } from './stray.ts';

const DAY = 86_400_000;
/** How long after an attempt its Region is watched for a call that landed late. */
const WATCH_MS = 90 * DAY;

/** What one round of following did: how many ports changed, or why nothing could be seen. */
export type Followed =
  | { kind: 'not_due' }
  | { kind: 'could_not_look'; code: string; message: string }
  | { kind: 'followed'; seen: number; changed: number };

/** Every Region with a port to follow or a recent order to watch, whatever the settings offer today. */
export async function regionsToFollow(store: Store): Promise<string[]> {
  return store.transaction((tx) => tx.regionsSince(tx.now - WATCH_MS));
}

/**
 * One paged listing for all ordered ports of a Region. A failed or incomplete listing changes nothing, and
 * neither does a port that is missing from one: only AWS's own word ends a port.
 */
export async function follow(
  store: Store,
  directConnect: DirectConnect,
  region: string,
  everyMs: number,
): Promise<Followed> {
  if (!(await store.transaction((tx) => tx.takeDuty(`follow:${region}`, everyMs))))
    return { kind: 'not_due' };
  const ports = await store.transaction((tx) => tx.portsIn(region));
  const listing = await directConnect.interconnects(region, 'states');
  if (listing.kind === 'could_not_look') return listing;
  const byId = new Map(listing.interconnects.map((seen) => [seen.interconnectId, seen]));
  let changed = 0;
  for (const port of ports) {
    const seen = byId.get(port.interconnectId);
    if (!seen || JSON.stringify(seen) === JSON.stringify(port.seen)) continue;
    if (await store.transaction((tx) => note(tx, port.requestId, seen))) changed++;
  }
  await announceStrays(store, listing.interconnects);
  return { kind: 'followed', seen: byId.size, changed };
}

/**
 * Announces ports that bear the tag of one of our requests and aren't that request's port, once each. A request
 * that is still looking takes its port over by itself; one that this store doesn't know is another deployment's.
 */
async function announceStrays(store: Store, listed: ListedInterconnect[]): Promise<void> {
  for (const { interconnectId, tags, state } of listed) {
    const requestId = tags?.find(({ key }) => key === REQUEST_TAG)?.value;
    if (requestId === undefined || isGone(state)) continue;
    await store.transaction(async (tx) => {
      const request = await tx.request(requestId);
      if (!request || SEARCHING.has(request.state.status)) return;
      await noteStray(tx, request, interconnectId);
    });
  }
}

async function note(tx: Tx, requestId: string, seen: ListedInterconnect): Promise<boolean> {
  const request = await tx.request(requestId);
  const before = await tx.port(requestId);
  if (request?.state.status !== 'ordered' || !before) return false;
  const { port, changed } = observe(before, seen, tx.now);
  await tx.putPort(port);
  if (!changed) {
    await tx.redraw(requestId);
    if (!isNewDevice(before, seen)) return false;
    const { revision, fingerprint } = request;
    await tx.audit({ requestId, actor: null, event: 'device_seen', revision, fingerprint, detail: { seen } });
    await tellDevice(tx, request, seen);
    return false;
  }
  const event = isGone(port.state)
    ? ({ type: 'port_gone', at: tx.now } as const)
    : ({ type: 'port_changed', portState: port.state, at: tx.now } as const);
  const saved = await apply(tx, request, event, { actor: null, detail: { seen } });
  await tx.say(requestId, 'channel', stateLine(port, before, tx.now));
  if (isNewDevice(before, seen)) await tellDevice(tx, request, seen);
  if (saved && (port.state === 'available' || isGone(port.state))) {
    await tx.say(requestId, 'dm', { kind: 'step', state: saved.state });
  }
  return true;
}

/** AWS names the device only after `requested`; two ports on one device are no diversity. */
function isNewDevice(before: Port, seen: ListedInterconnect): boolean {
  return Boolean(seen.device) && !before.seen.device;
}

async function tellDevice(tx: Tx, request: Request, seen: ListedInterconnect): Promise<void> {
  const { region, requestMACSec: macsec } = request.order;
  await tx.say(request.id, 'channel', { kind: 'facts', seen, region, awsRequestId: undefined, macsec });
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
