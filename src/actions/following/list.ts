import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import type { AlarmTimes } from '../../domain/port/alarm-times.ts';
import { type FollowedPort, isNews, seenOf } from '../../domain/port/followed-port.ts';
import { isAtRest } from '../../domain/port/rhythm.ts';
import type { Looker } from '../../domain/request/adoption.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Where } from '../../domain/where.ts';
import type { CouldNotLook, DirectConnect } from '../../interfaces/direct-connect.ts';
import type { Store } from '../../interfaces/store.ts';
import { type Batches, type Failed, inBatches } from './in-batches.ts';
import { filterInTurns } from './in-turns.ts';
import { addLagMembers, listWith } from './late-ports.ts';
import { missed } from './missing.ts';
import { noteSeen, type Sighting } from './note-seen.ts';
import { announceOrphans, notYetAnnounced, type Orphan } from './orphan.ts';

/** What a listing may take. */
const SESSION_MS = MINUTE;

export interface ListDeps {
  store: Store;
  directConnect: DirectConnect;
  /** When people are alarmed, as the rules have it now. */
  alarms: () => AlarmTimes;
  /** What is odd about a listing; undefined where nothing is. */
  onDoubt: (doubt: string | undefined, where: Where) => void;
}

/** One port of which the last listing could not be noted; the next one is tried again. */
export type FailedPort = Failed<Pick<FollowedPort, 'requestId' | 'interconnectId'>>;

type Unnoted<T> = Pick<Batches<T>, 'failed' | 'together'>;

/** What one round of following did: how many ports changed, and which could not be noted, or why nothing could be seen. */
export type Followed =
  | CouldNotLook
  | {
      kind: 'followed';
      seen: number;
      changed: number;
      failed: FailedPort[];
      /** Why some could not be noted in one transaction, each of which could be in its own. */
      together: unknown[];
      /** Ports that it shows more than once, and not alike: nothing is known of them. */
      unlike: readonly string[];
    };

/** What a complete listing tells of the place itself. */
export interface Showed {
  /** Where it was, with the account of the credentials. */
  here: Where & { accountId: string };
  ids: string[];
  /** AWS's time by then, by its own word; epoch milliseconds. */
  awsAt: number | undefined;
  /** It showed something new, and that was noted. */
  anew: boolean;
  atRest: boolean;
}

/**
 * One paged listing for all ordered ports of an account's Region, which begins at `at`. A failed or incomplete listing
 * changes nothing, and neither does one of another account: only AWS's own word ends a port. `lookers`: calls that may
 * still land there.
 */
export async function list(
  deps: ListDeps,
  where: Where,
  at: number,
  lookers: readonly Looker[],
): Promise<{ followed: Followed; showed?: Showed }> {
  const opened = await deps.directConnect.open(where, SESSION_MS);
  if (opened.kind === 'wrong_account') {
    const message = `The bot's credentials are account ${opened.accountId}'s, not account ${where.accountId}'s.`;
    return { followed: { kind: 'could_not_look', code: 'WRONG_ACCOUNT', message } };
  }
  if (opened.kind !== 'open') return { followed: opened };
  const { session } = opened;
  const listing = await listWith(deps, { session, where, lookers });
  if (listing.kind === 'could_not_look') return { followed: listing };
  const { unlike = [] } = listing;
  const unclear = new Set(unlike);
  const listed = new Map(listing.interconnects.map((seen) => [seen.interconnectId, seen]));
  const here = { accountId: session.accountId, region: where.region };
  const ports = await deps.store.read((tx) => tx.ports.followedIn(here, at));
  const lost = ports.filter(({ interconnectId }) => !listed.has(interconnectId));
  const unread = await addLagMembers(deps, { session, where, lookers }, lost, listing.interconnects, listed);
  const known = ports.filter(({ interconnectId }) => !unclear.has(interconnectId));
  const news = await newsOf(known, listed);
  const seen = await inBatches(deps.store, news, (tx, batch) => noteSeen(tx, batch, at, deps.alarms()));
  const gone = lost.filter(
    (port) => !listed.has(port.interconnectId) && !unread.has(seenOf(port)?.lagId ?? ''),
  );
  const missing = await noteGone(deps, { where: here, of: ports.length, gone, at });
  const orphans = await announce(deps, here, [...listed.values()], ports);
  const failed = [...seen.failed, ...missing.failed, ...orphans.failed];
  const together = [...seen.together, ...missing.together, ...orphans.together];
  return {
    followed: { kind: 'followed', seen: listed.size, changed: seen.sum, failed, together, unlike },
    showed: {
      here,
      ids: [...listed.keys()],
      awsAt: listing.awsAt,
      anew: news.length > seen.failed.length,
      atRest:
        lookers.length === 0 &&
        unlike.length === 0 &&
        ports.every((port) => isAtRest(listed.get(port.interconnectId))),
    },
  };
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

/** More than half, or more than so many, that are missing at once are doubt about the listing, and noted of none. */
const MISSING_MOST = 50;

/** Notes that ports are missing, unless so many are that the listing is to be doubted. */
async function noteGone(
  { store, onDoubt, alarms }: ListDeps,
  { where, of, gone, at }: { where: Where; of: number; gone: readonly FollowedPort[]; at: number },
): Promise<Unnoted<FailedPort['item']>> {
  if (gone.length > 1 && (gone.length * 2 > of || gone.length > MISSING_MOST)) {
    onDoubt(`${gone.length} of ${of} ports are missing from one listing`, where);
    return { failed: [], together: [] };
  }
  onDoubt(undefined, where);
  return inBatches(store, gone, async (tx, batch) => {
    await missed(
      tx,
      batch.map(({ requestId }) => requestId),
      at,
      alarms(),
    );
    return 0;
  });
}

/** Tells of ports that bear a request's tag and are not its port. */
async function announce(
  deps: ListDeps,
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
