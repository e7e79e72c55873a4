import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { type FollowedPort, seenOf } from '../../domain/port/followed-port.ts';
import { type Looker, mayBeOurs } from '../../domain/request/adoption.ts';
import type { Where } from '../../domain/where.ts';
import type { CouldNotLook, Listing, Search, Session } from '../../interfaces/direct-connect.ts';
import type { Snapshot, Store } from '../../interfaces/store.ts';
import { holdersOf, lookerOf } from '../placing/looker.ts';

/** What a port is known by that a call of unclear outcome may still make, for each request with such a call. */
export async function lookersIn(at: Snapshot, where: Where, since: number): Promise<Looker[]> {
  const lookers: Looker[] = [];
  for (const id of await at.attempts.unclearIn(where, since)) {
    const request = await at.requests.read(id);
    if (request) lookers.push((await lookerOf(at, request)).looker);
  }
  return lookers;
}

/** Where is looked, and for what. */
interface Looking {
  session: Session;
  where: Where;
  lookers: readonly Looker[];
}

/** A listing, with the tags of what such a call may have made; without them where AWS doesn't tell tags at all. */
export async function listWith(
  deps: { store: Store },
  { session, where, lookers }: Looking,
): Promise<Listing | CouldNotLook> {
  if (lookers.length > 0) {
    const told = await session.search({ mayBeOurs: mayBeAnyOf(deps, where, lookers), unhurried: true });
    if (told.kind === 'listed') return told;
  }
  return session.search({ mayBeOurs: async () => () => false, unhurried: true });
}

/**
 * Adds the members of LAGs that the listing may lack: of `lost`, which it doesn't show, and of orders whose call is unclear.
 * One call a LAG, and none for a port. Answers the LAGs that could not be read.
 */
export async function addLagMembers(
  deps: { store: Store },
  { session, where, lookers }: Looking,
  lost: readonly FollowedPort[],
  listed: readonly ListedInterconnect[],
  byId: Map<string, ListedInterconnect>,
): Promise<Set<string>> {
  const lags = new Set(
    [...lost.map((port) => seenOf(port)?.lagId), ...lookers.map(({ order }) => order.lagId)].filter(
      (id) => id !== undefined,
    ),
  );
  const ours = mayBeAnyOf(deps, where, lookers);
  const unread = new Set<string>();
  for (const lagId of lags) {
    const listing = await session.search({ mayBeOurs: ours, lagId, listed });
    if (listing.kind !== 'listed') unread.add(lagId);
    else
      for (const seen of listing.interconnects)
        if (!byId.has(seen.interconnectId)) byId.set(seen.interconnectId, seen);
  }
  return unread;
}

/** Whether an entry may be what one of these calls has made. */
function mayBeAnyOf(deps: { store: Store }, where: Where, lookers: readonly Looker[]): Search['mayBeOurs'] {
  return async (listed) => {
    const held = await holdersOf(deps, { where, lookers, listed });
    const tests = lookers.map((looker) => mayBeOurs({ ...looker, held }));
    return (entry) => tests.some((test) => test(entry));
  };
}
