import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { concerns, type Judge, type Looker, mayBeOurs } from '../../domain/request/adoption.ts';
import type { Attempt } from '../../domain/request/attempt.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Where } from '../../domain/where.ts';
import type { CouldNotLook, Listing, Session } from '../../interfaces/direct-connect.ts';
import type { Snapshot, Store } from '../../interfaces/store.ts';

/** What a request's port is looked for by, and its attempts, read at one moment. */
export async function lookerOf(
  tx: Snapshot,
  request: Request,
): Promise<{ looker: Looker; attempts: Attempt[] }> {
  const attempts = await tx.attempts.of(request.id);
  const [first] = attempts;
  const looker: Looker = {
    requestId: request.id,
    order: attempts.at(-1)?.sent ?? request.order,
    // Attempts of older versions remember only those of the same name.
    before: first && new Set(first.listedIds ?? first.sameNameIds),
  };
  return { looker, attempts };
}

/** A complete look for one request's port, and what it is judged by. */
export type Look = Listing & { judge: Judge };

/** Lists all that is there, with the tags of what may be this request's port. */
export async function lookFor(
  { store }: { store: Store },
  {
    session,
    where,
    looker,
    lagId,
  }: { session: Session; where: Where; looker: Looker; lagId?: string | undefined },
): Promise<Look | CouldNotLook> {
  let judge: Judge = { ...looker, held: new Set() };
  const listing = await session.search({
    lagId,
    async mayBeOurs(listed) {
      judge = { ...looker, held: await holdersOf({ store }, { where, lookers: [looker], listed }) };
      return mayBeOurs(judge);
    },
  });
  return listing.kind === 'listed' ? { ...listing, judge } : listing;
}

/**
 * Which requests hold those of the listed that concern one of these lookers; the store is asked only if any does. One
 * that only follows a port gives it up to whoever ordered it.
 */
export async function holdersOf(
  { store }: { store: Store },
  {
    where,
    lookers,
    listed,
  }: { where: Where; lookers: readonly Looker[]; listed: readonly ListedInterconnect[] },
): Promise<ReadonlySet<string>> {
  const ids = listed
    .filter((entry) => lookers.some((looker) => concerns(looker, entry)))
    .map(({ interconnectId }) => interconnectId);
  if (ids.length === 0) return new Set();
  const holders = await store.read((at) => at.ports.holders(where, ids));
  return new Set([...holders].flatMap(([id, { followsOnly }]) => (followsOnly ? [] : [id])));
}
