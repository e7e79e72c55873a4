import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { type FollowedPort, isNews, seenOf } from '../../domain/port/followed-port.ts';
import type { Looker } from '../../domain/request/adoption.ts';
import { DAY, HOUR, MINUTE } from '../../domain/time.ts';
import type { Where } from '../../domain/where.ts';
import type { DirectConnect } from '../../interfaces/direct-connect.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import { settingAside } from '../lifecycle/with-claim.ts';
import { restFollowing, takeFollowing, wantFollowing } from './duty.ts';
import { type Batches, type Failed, inBatches } from './in-batches.ts';
import { filterInTurns } from './in-turns.ts';
import { addLagMembers, listWith, lookersIn } from './late-ports.ts';
import { missed } from './missing.ts';
import { noteSeen, type Sighting } from './note-seen.ts';
import { announceOrphans, notYetAnnounced, type Orphan } from './orphan.ts';

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

/** One port of which the last listing could not be noted; the next one is tried again. */
export type FailedPort = Failed<Pick<FollowedPort, 'requestId' | 'interconnectId'>>;

type Unnoted<T> = Pick<Batches<T>, 'failed' | 'together'>;

/** What one round of following did: how many ports changed, and which could not be noted, or why nothing could be seen. */
export type Followed =
  | { kind: 'could_not_look'; code: string; message: string }
  | {
      kind: 'followed';
      seen: number;
      changed: number;
      failed: FailedPort[];
      /** Why some could not be noted in one transaction, each of which could be in its own. */
      together: unknown[];
    };

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
  const here = { accountId: session.accountId, region: where.region };
  const ports = await deps.store.transaction(async (tx) => {
    await tx.ports.nameAccount(here, [...listed.keys()]);
    // Ports whose account was not known have one from now on.
    if (where.accountId === null) await wantFollowing(tx, here, deps.statePollMs);
    await tx.listings.note({ accountId: session.accountId, region: where.region, at });
    return tx.ports.followedIn(here, at);
  });
  const lost = await filterInTurns(ports, ({ interconnectId }) => !listed.has(interconnectId));
  const unread = await addLagMembers(deps, { session, where, lookers }, lost, listed);
  const news = await newsOf(ports, listed);
  const seen = await inBatches(deps.store, news, (tx, batch) => noteSeen(tx, batch, at));
  const gone = lost.filter(
    (port) => !listed.has(port.interconnectId) && !unread.has(seenOf(port)?.lagId ?? ''),
  );
  const missing = await noteGone(deps, { where: here, of: ports.length, gone, at });
  const orphans = await announce(deps, here, [...listed.values()], ports);
  const failed = [...seen.failed, ...missing.failed, ...orphans.failed];
  const together = [...seen.together, ...missing.together, ...orphans.together];
  return { kind: 'followed', seen: listed.size, changed: seen.sum, failed, together };
}

/** What the listing shows anew. What looks as it did costs no transaction. */
async function newsOf(
  ports: readonly FollowedPort[],
  listed: ReadonlyMap<string, ListedInterconnect>,
): Promise<(Sighting & FailedPort['item'])[]> {
  const fresh = await filterInTurns(ports, (port) => {
    const seen = listed.get(port.interconnectId);
    return seen !== undefined && isNews(port, seen);
  });
  return fresh.flatMap(({ requestId, interconnectId }) => {
    const seen = listed.get(interconnectId);
    return seen ? [{ requestId, interconnectId, seen }] : [];
  });
}

/** Many that are missing at once are doubt about the listing, and noted of none. */
async function noteGone(
  { store, onDoubt }: FollowDeps,
  { where, of, gone, at }: { where: Where; of: number; gone: readonly FollowedPort[]; at: number },
): Promise<Unnoted<FailedPort['item']>> {
  if (gone.length > 1 && gone.length * 2 > of) {
    onDoubt(`${gone.length} of ${of} ports are missing from one listing`, where);
    return { failed: [], together: [] };
  }
  onDoubt(undefined, where);
  return inBatches(store, gone, async (tx, batch) => {
    await missed(
      tx,
      batch.map(({ requestId }) => requestId),
      at,
    );
    return 0;
  });
}

/** Tells of ports that bear a request's tag and are not its port. */
async function announce(
  deps: FollowDeps,
  where: Where,
  listed: readonly ListedInterconnect[],
  ports: readonly FollowedPort[],
): Promise<Unnoted<Orphan>> {
  const held = new Map(ports.map(({ requestId, interconnectId }) => [interconnectId, requestId]));
  const orphans = await notYetAnnounced(
    deps,
    where,
    listed,
    (requestId, interconnectId) => held.get(interconnectId) === requestId,
  );
  return inBatches(deps.store, orphans, async (tx, batch) => {
    await announceOrphans(tx, batch);
    return 0;
  });
}
