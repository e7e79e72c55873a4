import type { Person } from '../../domain/person.ts';
import { isEnding } from '../../domain/port/port.ts';
import type { Where } from '../../domain/where.ts';
import type { CouldNotLook, DirectConnect } from '../../interfaces/direct-connect.ts';
import type { Tx } from '../../interfaces/store.ts';
import { type NotApprover, notApprover } from '../deciding/any-approver.ts';
import { type DecideDeps, deciding } from '../deciding/who-may.ts';
import { type BeginDeps, type Begun, beginFollowing, heldBy } from './begin-following.ts';
import { soughtBy } from './claims.ts';
import { portThere } from './port-there.ts';

export interface FollowPortDeps extends DecideDeps, BeginDeps {
  directConnect: DirectConnect;
}

/** What became of somebody's wish to have a port followed. */
export type PortFollowed =
  | Begun
  /** This request is still looking for its port, and that may be it. */
  | { kind: 'sought'; requestId: string }
  | { kind: 'not_there' }
  /** It is deleted, or about to be. */
  | { kind: 'ending'; state: string }
  | CouldNotLook
  | NotApprover;

/**
 * Has a port followed that the bot hasn't ordered: with a card and a thread, from now on. Only for those whom some rule
 * lets approve; two of them at once make one card. AWS is asked in these places.
 */
export async function followPort(
  deps: FollowPortDeps,
  { interconnectId, by, places }: { interconnectId: string; by: Person; places: readonly Where[] },
): Promise<PortFollowed> {
  const whyNot = async (tx: Tx) => notApprover(deps.judging, by) ?? (await heldBy(tx, interconnectId));
  const barred = await deciding(deps, whyNot);
  if (barred) return barred;
  const there = await portThere(deps, places, interconnectId);
  if (there.kind !== 'there') return there;
  const { place, seen } = there;
  if (isEnding(seen.state)) return { kind: 'ending', state: seen.state };
  // Whoever begins to look after this gets the port by being its order: it is given up then.
  const requestId = await deps.store.read((at) => soughtBy(at, place.region, seen));
  if (requestId !== undefined) return { kind: 'sought', requestId };
  return deciding(deps, async (tx) => (await whyNot(tx)) ?? beginFollowing(tx, deps, there, by));
}
