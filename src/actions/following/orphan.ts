import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { isGone } from '../../domain/port/port.ts';
import type { Request, Status } from '../../domain/request/request.ts';
import { STATUS } from '../../domain/request/status.ts';
import { requestTagOf } from '../../domain/tags.ts';
import type { Where } from '../../domain/where.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import type { Holder } from '../../interfaces/tables.ts';
import { note } from '../lifecycle/advance.ts';
import { filterInTurns } from './in-turns.ts';

/** A port that bears the tag of one of the bot's requests and is not that request's port. */
export interface Orphan {
  interconnectId: string;
  requestId: string;
}

/**
 * Which of the listed ports bear the tag of one of this store's requests that doesn't hold them and is not looking for
 * them by itself, were not announced yet, and aren't followed on purpose. `holds`: what is known of who holds which, so that the store is not asked.
 */
export async function notYetAnnounced(
  { store }: { store: Store },
  where: Where,
  listed: readonly ListedInterconnect[],
  holds: (requestId: string, interconnectId: string) => boolean,
): Promise<Orphan[]> {
  const strange = await filterInTurns(listed, (entry) => {
    const requestId = requestTagOf(entry);
    return requestId !== undefined && !holds(requestId, entry.interconnectId) && !isGone(entry.state);
  });
  const tagged = strange.flatMap((entry) => {
    const requestId = requestTagOf(entry);
    return requestId === undefined ? [] : [{ interconnectId: entry.interconnectId, requestId }];
  });
  if (tagged.length === 0) return [];
  return store.read(async (at) => {
    const held = await at.ports.holders(
      where,
      tagged.map(({ interconnectId }) => interconnectId),
    );
    const noted = await at.orphans.notedIn(where.region);
    // One of a request that this store doesn't know is another deployment's.
    const statuses = await at.requests.statuses([...new Set(tagged.map(({ requestId }) => requestId))]);
    return tagged.filter(
      ({ interconnectId, requestId }) =>
        !isCaredFor(held.get(interconnectId), requestId) &&
        !noted.has(interconnectId) &&
        isToBeAnnounced(statuses.get(requestId)),
    );
  });
}

/** Whether it is the request's own port, or one that somebody has followed as it is. */
function isCaredFor(holder: Holder | undefined, requestId: string): boolean {
  return holder !== undefined && (holder.followsOnly || holder.requestId === requestId);
}

/** The worker that places or settles a request finds its port by itself. */
function isToBeAnnounced(status: Status | undefined): boolean {
  return status !== undefined && !STATUS[status].searched;
}

/** Announces them, once each. */
export async function announceOrphans(tx: Tx, orphans: readonly Orphan[]): Promise<void> {
  const locked = await tx.requests.lockAll([...new Set(orphans.map(({ requestId }) => requestId))]);
  const requests = new Map(locked.map((request) => [request.id, request]));
  for (const { interconnectId, requestId } of orphans) {
    const request = requests.get(requestId);
    if (request && isToBeAnnounced(request.state.status)) await noteOrphan(tx, request, interconnectId);
  }
}

/** Announces a port that bears a request's tag and isn't its port: once, loudly, deleting nothing. */
export async function noteOrphan(tx: Tx, request: Request, interconnectId: string): Promise<void> {
  const { id: requestId, order, accountId } = request;
  const holders = await tx.ports.holders({ accountId, region: order.region }, [interconnectId]);
  if (isCaredFor(holders.get(interconnectId), requestId)) return;
  const own = (await tx.ports.of(requestId))?.interconnectId;
  if (!(await tx.orphans.add({ region: order.region, interconnectId, requestId }))) return;
  const { open } = STATUS[request.state.status];
  const fact = { type: 'stray_seen', interconnectId, own: own ?? null, open } as const;
  await note(tx, request, fact, { actor: null });
}
