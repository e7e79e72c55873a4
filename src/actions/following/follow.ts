import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { isGone, observe, type Port } from '../../domain/port/port.ts';
import type { Request } from '../../domain/request/request.ts';
import { STATUS } from '../../domain/request/status.ts';
import { REQUEST_TAG } from '../../domain/tags.ts';
import { DAY, MINUTE } from '../../domain/time.ts';
import type { DirectConnect } from '../../interfaces/direct-connect.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import { advance } from '../lifecycle/advance.ts';
import { addLagMembers, listWith, lookersIn } from './late-ports.ts';
import { missed, tellListedAgain } from './missing.ts';
import { noteOrphan } from './orphan.ts';

/** How long after an attempt its Region is watched for a call that landed late. */
const WATCH_MS = 90 * DAY;
/** What a listing may take. */
const SESSION_MS = MINUTE;

/** What one round of following did: how many ports changed, or why nothing could be seen. */
export type Followed =
  | { kind: 'not_due' }
  | { kind: 'could_not_look'; code: string; message: string }
  | { kind: 'followed'; seen: number; changed: number };

/** Every Region with a port to follow or a recent order to watch, whatever the settings offer today. */
export async function regionsToFollow(store: Store): Promise<string[]> {
  return store.transaction((tx) => tx.attempts.regionsSince(tx.now - WATCH_MS));
}

/**
 * One paged listing for all ordered ports of a Region. A failed or incomplete listing changes nothing, and neither does
 * one of another account: only AWS's own word ends a port. One that is missing for long is asked for by its ID.
 */
export async function follow(
  store: Store,
  directConnect: DirectConnect,
  region: string,
  everyMs: number,
  onDoubt: (doubt: string | undefined, region: string) => void = () => undefined,
): Promise<Followed> {
  if (!(await store.transaction((tx) => tx.duties.take(`follow:${region}`, everyMs))))
    return { kind: 'not_due' };
  const opened = await directConnect.open(region, SESSION_MS);
  if (opened.kind !== 'open') return opened;
  const { session } = opened;
  const at = await store.transaction(async (tx) => tx.now);
  const lookers = await lookersIn(store, region, WATCH_MS);
  const listing = await listWith(session, lookers);
  if (listing.kind === 'could_not_look') return listing;
  const byId = new Map(listing.interconnects.map((seen) => [seen.interconnectId, seen]));
  const ports = await store.transaction(async (tx) => {
    await tx.ports.nameAccount(region, [...byId.keys()], session.accountId);
    await tx.listings.note({ accountId: session.accountId, region, at });
    const all = await tx.ports.followedIn(region);
    return all.filter(({ accountId, listedAt }) => accountId === session.accountId && listedAt <= at);
  });
  const unread = await addLagMembers(session, ports, lookers, byId);
  let changed = 0;
  for (const port of ports) {
    const seen = byId.get(port.interconnectId);
    if (!seen || (port.missing === null && sameAs(port.seen, seen))) continue;
    if (await store.transaction((tx) => note(tx, port.requestId, seen, at))) changed++;
  }
  const gone = ports.filter(
    ({ interconnectId, seen }) => !byId.has(interconnectId) && !unread.has(seen.lagId ?? ''),
  );
  if (gone.length > 1 && gone.length * 2 > ports.length) {
    onDoubt(`${gone.length} of ${ports.length} ports are missing from one listing`, region);
  } else {
    onDoubt(undefined, region);
    for (const port of gone) await missed(store, session, port, at);
  }
  await announceOrphans(store, [...byId.values()]);
  return { kind: 'followed', seen: byId.size, changed };
}

/**
 * Announces ports that bear the tag of one of our requests and aren't that request's port, once each. A request
 * that is still looking takes its port over by itself; one that this store doesn't know is another deployment's.
 */
async function announceOrphans(store: Store, listed: ListedInterconnect[]): Promise<void> {
  for (const { interconnectId, tags, state } of listed) {
    const requestId = tags?.find(({ key }) => key === REQUEST_TAG)?.value;
    if (requestId === undefined || isGone(state)) continue;
    await store.transaction(async (tx) => {
      const request = await tx.requests.lock(requestId);
      // The worker that places or settles finds it by itself.
      if (!request || STATUS[request.state.status].searched) return;
      await noteOrphan(tx, request, interconnectId);
    });
  }
}

/** The members that the first versions kept. Region, which AWS always tells, is not among them. */
const KEPT_AT_FIRST = [
  'interconnectId',
  'name',
  'state',
  'location',
  'bandwidth',
  'lagId',
  'providerName',
  'device',
  'logicalDevice',
  'jumboFrames',
  'redundancy',
  'macsecCapable',
  'tags',
] as const satisfies (keyof ListedInterconnect)[];

/** Members that an older version didn't keep are no change: the first listing after an upgrade writes nothing. */
function sameAs(before: ListedInterconnect, seen: ListedInterconnect): boolean {
  const keys = before.region === undefined ? [...KEPT_AT_FIRST] : undefined;
  return JSON.stringify(before, keys) === JSON.stringify(seen, keys);
}

async function note(tx: Tx, requestId: string, seen: ListedInterconnect, listedAt: number): Promise<boolean> {
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
