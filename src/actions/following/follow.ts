import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import type { Port } from '../../domain/port/port.ts';
import { sameAs } from '../../domain/port/same.ts';
import type { Looker } from '../../domain/request/adoption.ts';
import { DAY, HOUR, MINUTE } from '../../domain/time.ts';
import type { Where } from '../../domain/where.ts';
import type { DirectConnect } from '../../interfaces/direct-connect.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import { settingAside } from '../lifecycle/with-claim.ts';
import { restFollowing, takeFollowing, wantFollowing } from './duty.ts';
import { addLagMembers, listWith, lookersIn } from './late-ports.ts';
import { missed } from './missing.ts';
import { noteSeen } from './note-seen.ts';
import { announceOrphans, notYetAnnounced } from './orphan.ts';

/** How long after an attempt its Region is watched for a call that landed late. */
const WATCH_MS = 90 * DAY;
/** What a listing may take. */
const SESSION_MS = MINUTE;
/** So long nothing is listed where there is nothing to see. */
const REST_MS = HOUR;

export interface FollowDeps {
  store: Store;
  directConnect: DirectConnect;
  /** How often an account's Region is listed, in milliseconds. */
  statePollMs: number;
  onFollowed: (where: Where, followed: Followed) => void;
  /** What is odd about a listing; undefined where nothing is. */
  onDoubt: (doubt: string | undefined, where: Where) => void;
}

/** What one round of following did: how many ports changed, or why nothing could be seen. */
export type Followed =
  | { kind: 'could_not_look'; code: string; message: string }
  | { kind: 'followed'; seen: number; changed: number };

/**
 * One paged listing for all ordered ports of an account's Region. A failed or incomplete listing changes nothing, and
 * neither does one of another account: only AWS's own word ends a port. False when none is due.
 */
export async function follow(deps: FollowDeps): Promise<boolean> {
  let taken: Where | undefined;
  const begun = await settingAside(
    () =>
      deps.store.transaction(async (tx) => {
        taken = await takeFollowing(tx, deps.statePollMs);
        return taken && begin(tx, taken);
      }),
    async () => {
      const where = taken;
      if (where) await deps.store.transaction((tx) => restFollowing(tx, where, deps.statePollMs));
    },
  );
  if (!begun) return false;
  const { where, at, lookers } = begun;
  if (lookers) deps.onFollowed(where, await list(deps, where, at, lookers));
  return true;
}

async function begin(tx: Tx, where: Where) {
  const since = tx.now - WATCH_MS;
  if ((await tx.ports.isFollowed(where)) || (await tx.attempts.anySince(where, since))) {
    return { where, at: tx.now, lookers: await lookersIn(tx, where, since) };
  }
  await restFollowing(tx, where, REST_MS);
  return { where, at: tx.now, lookers: undefined };
}

/** Every place with a port to follow, or an order that may still land late, is listed from now on. For each start. */
export function followAll({ store, statePollMs }: Pick<FollowDeps, 'store' | 'statePollMs'>): Promise<void> {
  return store.transaction(async (tx) => {
    const places = [...(await tx.ports.places()), ...(await tx.attempts.placesSince(tx.now - WATCH_MS))];
    for (const where of places) await wantFollowing(tx, where, statePollMs);
  });
}

async function list(deps: FollowDeps, where: Where, at: number, lookers: Looker[]): Promise<Followed> {
  const opened = await deps.directConnect.open(where, SESSION_MS);
  if (opened.kind === 'wrong_account') {
    const message = `The bot's credentials are account ${opened.accountId}'s, not account ${where.accountId}'s.`;
    return { kind: 'could_not_look', code: 'WRONG_ACCOUNT', message };
  }
  if (opened.kind !== 'open') return opened;
  const { session } = opened;
  const listing = await listWith(deps, { session, where, lookers });
  if (listing.kind === 'could_not_look') return listing;
  const listed = new Map(listing.interconnects.map((seen) => [seen.interconnectId, seen]));
  const here: Where = { accountId: session.accountId, region: where.region };
  const ports = await deps.store.transaction(async (tx) => {
    await tx.ports.nameAccount(here, [...listed.keys()]);
    // Ports whose account was not known have one from now on.
    if (where.accountId === null) await wantFollowing(tx, here, deps.statePollMs);
    await tx.listings.note({ accountId: session.accountId, region: where.region, at });
    const all = await tx.ports.followedIn(here);
    return all.filter(({ accountId, listedAt }) => accountId === session.accountId && listedAt <= at);
  });
  const unread = await addLagMembers(deps, { session, where, lookers }, ports, listed);
  const changed = await noteAllSeen(deps.store, ports, listed, at);
  const gone = ports.filter(
    ({ interconnectId, seen }) => !listed.has(interconnectId) && !unread.has(seen.lagId ?? ''),
  );
  await noteGone(deps, { where: here, of: ports.length, gone, at });
  await announceOrphans(deps, await notYetAnnounced(deps, here, [...listed.values()]));
  return { kind: 'followed', seen: listed.size, changed };
}

/** How many ports are in another state than before. What looks as it did costs no transaction. */
async function noteAllSeen(
  store: Store,
  ports: readonly Port[],
  listed: ReadonlyMap<string, ListedInterconnect>,
  at: number,
): Promise<number> {
  let changed = 0;
  for (const port of ports) {
    const seen = listed.get(port.interconnectId);
    if (!seen || (port.missing === null && sameAs(port.seen, seen))) continue;
    if (await store.transaction((tx) => noteSeen(tx, port.requestId, seen, at))) changed++;
  }
  return changed;
}

/** Many that are missing at once are doubt about the listing, and noted of none. */
async function noteGone(
  { store, onDoubt }: FollowDeps,
  { where, of, gone, at }: { where: Where; of: number; gone: readonly Port[]; at: number },
): Promise<void> {
  if (gone.length > 1 && gone.length * 2 > of) {
    return onDoubt(`${gone.length} of ${of} ports are missing from one listing`, where);
  }
  onDoubt(undefined, where);
  for (const port of gone) await missed(store, port, at);
}
