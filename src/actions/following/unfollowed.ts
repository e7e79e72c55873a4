import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { isEnding } from '../../domain/port/port.ts';
import { STATUS } from '../../domain/request/status.ts';
import { requestTagOf } from '../../domain/tags.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Where } from '../../domain/where.ts';
import type { CouldNotLook, DirectConnect, Session } from '../../interfaces/direct-connect.ts';
import type { Snapshot, Store } from '../../interfaces/store.ts';
import { seekerOf, seekersIn } from './claims.ts';
import type { There } from './port-there.ts';

const SESSION_MS = MINUTE;

/** How a listed port stands here. */
export type Standing =
  /** It may be followed. `tag`: the request whose tag it bears, and whether that is known here, and has another port. */
  | { kind: 'free'; tag: { requestId: string; known: boolean } | undefined }
  | { kind: 'held'; requestId: string }
  /** This request is still looking for its port, and that may be it. */
  | { kind: 'sought'; requestId: string }
  | { kind: 'ending'; state: string };

/** A port as AWS lists it, and how it stands. */
export interface Found {
  there: There;
  standing: Standing;
}

/** All ports of the places, and where AWS could not be asked. */
export interface AllThere {
  ports: Found[];
  failed: NotAsked[];
}

/** A place where AWS could not be asked, and why. */
interface NotAsked extends Where {
  code: string;
}

interface Deps {
  store: Store;
  directConnect: DirectConnect;
}

/** Lists every port of these places, one listing each, and tells of each whether it may be followed. */
export async function allThere(deps: Deps, places: readonly Where[]): Promise<AllThere> {
  const answers = await Promise.all(places.map((place) => listPlace(deps, place)));
  return {
    ports: answers.flatMap((answer) => ('ports' in answer ? answer.ports : [])),
    failed: answers.flatMap((answer) => ('code' in answer ? [answer] : [])),
  };
}

async function listPlace(deps: Deps, place: Where): Promise<{ ports: Found[] } | NotAsked> {
  const { region } = place;
  const opened = await deps.directConnect.open(place, SESSION_MS);
  if (opened.kind === 'wrong_account') return { ...place, code: 'WRONG_ACCOUNT' };
  if (opened.kind !== 'open') return { ...place, code: opened.code };
  const { session } = opened;
  const where = { accountId: session.accountId, region };
  const listed = await withTags(deps, session, where);
  if ('code' in listed) return { ...place, code: listed.code };
  const standings = await deps.store.read((at) => standingsOf(at, where, listed));
  const ports = listed.map((seen, index) => ({
    there: { kind: 'there', place, accountId: session.accountId, seen } as const,
    standing: standings[index] ?? { kind: 'ending', state: seen.state },
  }));
  return { ports };
}

/** Tags are asked for of those alone that may be followed; they stay unknown where AWS doesn't tell any. */
async function withTags(
  { store }: Deps,
  session: Session,
  where: Where,
): Promise<ListedInterconnect[] | CouldNotLook> {
  const told = await session.search({
    mayBeOurs: async (listed) => {
      const ids = listed.map(({ interconnectId }) => interconnectId);
      const held = await store.read((at) => at.ports.holders(where, ids));
      return ({ interconnectId, state }) => !held.has(interconnectId) && !isEnding(state);
    },
  });
  if (told.kind === 'listed') return told.interconnects;
  const plain = await session.search({ mayBeOurs: async () => () => false });
  if (plain.kind !== 'listed') return plain;
  return plain.interconnects.map((seen) => (seen.tags?.length ? seen : { ...seen, tags: undefined }));
}

/** Reads at one moment how all of them stand. */
async function standingsOf(
  at: Snapshot,
  where: Where,
  listed: readonly ListedInterconnect[],
): Promise<Standing[]> {
  const holders = await at.ports.holders(
    where,
    listed.map(({ interconnectId }) => interconnectId),
  );
  const statuses = await at.requests.statuses([
    ...new Set(listed.flatMap((seen) => requestTagOf(seen) ?? [])),
  ]);
  const seekers = await seekersIn(at, where.region);
  return listed.map((seen) => {
    const held = holders.get(seen.interconnectId);
    if (held) return { kind: 'held', requestId: held.requestId };
    if (isEnding(seen.state)) return { kind: 'ending', state: seen.state };
    const tag = requestTagOf(seen);
    const status = tag === undefined ? undefined : statuses.get(tag);
    if (tag !== undefined && status && STATUS[status].open) return { kind: 'sought', requestId: tag };
    const seeker = seekerOf(seekers, seen);
    if (seeker !== undefined) return { kind: 'sought', requestId: seeker };
    return {
      kind: 'free',
      tag: tag === undefined ? undefined : { requestId: tag, known: status !== undefined },
    };
  });
}
