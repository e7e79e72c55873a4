import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import { type Looker, mayBeSought } from '../../domain/request/adoption.ts';
import type { Request } from '../../domain/request/request.ts';
import { STATUS } from '../../domain/request/status.ts';
import { requestTagOf } from '../../domain/tags.ts';
import type { Snapshot } from '../../interfaces/store.ts';
import { lookerOf } from '../placing/looker.ts';

/**
 * The ID of a request that may come to hold a port of its Region: one that bears its tag, however far it is, or that looks
 * for such a port at AWS; undefined where there is none.
 */
export async function soughtBy(
  at: Snapshot,
  region: string,
  seen: ListedInterconnect,
): Promise<string | undefined> {
  const tagged = await taggedFor(at, seen);
  if (tagged?.request && STATUS[tagged.request.state.status].open) return tagged.requestId;
  return seekerOf(await seekersIn(at, region), seen);
}

/** What those requests look for by themselves that have ordered something in a Region. */
export async function seekersIn(at: Snapshot, region: string): Promise<Looker[]> {
  const seekers: Looker[] = [];
  for (const request of await at.requests.allOpen())
    if (request.order.region === region && STATUS[request.state.status].searched)
      seekers.push((await lookerOf(at, request)).looker);
  return seekers;
}

/** The ID of one of these that may come to hold a port; undefined where none may. */
export function seekerOf(seekers: readonly Looker[], seen: ListedInterconnect): string | undefined {
  return seekers.find((looker) => mayBeSought({ ...looker, held: new Set() }, seen))?.requestId;
}

/** Whose port it is by its tag, a sentence; none where it bears no request's. */
export async function tagWarnings(at: Snapshot, seen: ListedInterconnect): Promise<string[]> {
  const tagged = await taggedFor(at, seen);
  if (!tagged) return [];
  const whose = tagged.request ? '' : ", which isn't known here; another deployment may own it";
  return [`It bears the tag of ${tagged.requestId}${whose}.`];
}

async function taggedFor(
  at: Snapshot,
  seen: ListedInterconnect,
): Promise<{ requestId: string; request: Request | undefined } | undefined> {
  const requestId = requestTagOf(seen);
  return requestId === undefined ? undefined : { requestId, request: await at.requests.read(requestId) };
}
