import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { isGone } from '../../domain/port/port.ts';
import type { Request } from '../../domain/request/request.ts';
import { STATUS } from '../../domain/request/status.ts';
import { REQUEST_TAG } from '../../domain/tags.ts';
import type { Where } from '../../domain/where.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import { note } from '../lifecycle/advance.ts';

/** A port that bears the tag of one of the bot's requests and is not that request's port. */
interface Orphan {
  interconnectId: string;
  requestId: string;
}

/** Which of the listed ports bear the tag of a request that doesn't hold them, and were not announced yet. */
export function notYetAnnounced(
  { store }: { store: Store },
  where: Where,
  listed: readonly ListedInterconnect[],
): Promise<Orphan[]> {
  const tagged = listed.flatMap(({ interconnectId, tags, state }) => {
    const requestId = tags?.find(({ key }) => key === REQUEST_TAG)?.value;
    return requestId === undefined || isGone(state) ? [] : [{ interconnectId, requestId }];
  });
  if (tagged.length === 0) return Promise.resolve([]);
  return store.read(async (at) => {
    const held = await at.ports.holders(
      where,
      tagged.map(({ interconnectId }) => interconnectId),
    );
    const noted = await at.orphans.notedIn(where.region);
    return tagged.filter(
      ({ interconnectId, requestId }) => held.get(interconnectId) !== requestId && !noted.has(interconnectId),
    );
  });
}

/** Announces them, once each. One of a request that this store doesn't know is another deployment's. */
export async function announceOrphans(
  { store }: { store: Store },
  orphans: readonly Orphan[],
): Promise<void> {
  for (const { interconnectId, requestId } of orphans) {
    await store.transaction(async (tx) => {
      const request = await tx.requests.lock(requestId);
      // The worker that places or settles finds it by itself.
      if (!request || STATUS[request.state.status].searched) return;
      await noteOrphan(tx, request, interconnectId);
    });
  }
}

/** Announces a port that bears a request's tag and isn't its port: once, loudly, deleting nothing. */
export async function noteOrphan(tx: Tx, request: Request, interconnectId: string): Promise<void> {
  const { id: requestId, order } = request;
  const own = (await tx.ports.of(requestId))?.interconnectId;
  if (own === interconnectId) return;
  if (!(await tx.orphans.add({ region: order.region, interconnectId, requestId }))) return;
  const { open } = STATUS[request.state.status];
  const fact = { type: 'stray_seen', interconnectId, own: own ?? null, open } as const;
  await note(tx, request, fact, { actor: null });
}
