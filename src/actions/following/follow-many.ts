import type { Person } from '../../domain/person.ts';
import { PUT_OFF_MOST_MS, SECOND } from '../../domain/time.ts';
import type { Where } from '../../domain/where.ts';
import type { DirectConnect } from '../../interfaces/direct-connect.ts';
import { RowsHeldError } from '../../interfaces/errors.ts';
import { type NotApprover, notApprover } from '../deciding/any-approver.ts';
import { type DecideDeps, deciding } from '../deciding/who-may.ts';
import { type BeginDeps, type Begun, beginFollowing, heldBy } from './begin-following.ts';
import type { There } from './port-there.ts';
import { type AllThere, allThere, type Standing } from './unfollowed.ts';

/** So far apart their cards are posted: whatever else the channel is told finds room in between. */
export const APART_MS = 3 * SECOND;

export interface FollowManyDeps extends DecideDeps, BeginDeps {
  directConnect: DirectConnect;
}

/**
 * Which ports are wanted: these, and with `others` all that were not `shown` to whoever chose. What bears a request's tag
 * is followed only if it was named.
 */
export interface Chosen {
  ids: readonly string[];
  others: boolean;
  shown: readonly string[];
}

/** Why a chosen port isn't followed from now on. */
export type Left = Exclude<Standing, { kind: 'free' }> | { kind: 'not_there' };

/** What became of them. */
export interface FollowedMany {
  kind: 'done';
  followed: number;
  left: { interconnectId: string; why: Left }[];
  failed: AllThere['failed'];
  /** Nobody could tell any more whether whoever chose may: none of the rest is followed. */
  stopped: NotApprover | undefined;
}

/** All ports that nobody follows here, for an approver to choose from. */
export async function followable(
  deps: FollowManyDeps,
  { by, places }: { by: Person; places: readonly Where[] },
): Promise<({ kind: 'listed' } & AllThere) | NotApprover> {
  return (await barredFrom(deps, by)) ?? { kind: 'listed', ...(await allThere(deps, places)) };
}

/**
 * Follows many ports, each as if it had been followed alone: AWS is asked anew, with one listing a place, and two people
 * at once make one card each. Each has a transaction of its own, in whose turn it is, so that nobody waits for all.
 */
export async function followMany(
  deps: FollowManyDeps,
  { by, places, chosen }: { by: Person; places: readonly Where[]; chosen: Chosen },
): Promise<FollowedMany | NotApprover> {
  const barred = await barredFrom(deps, by);
  if (barred) return barred;
  const { ports, failed } = await allThere(deps, places);
  const wanted = new Set(chosen.ids);
  const shown = new Set(chosen.shown);
  const isWanted = (id: string, standing: Standing) =>
    wanted.has(id) ||
    (chosen.others && standing.kind === 'free' && standing.tag === undefined && !shown.has(id));
  const done: FollowedMany = { kind: 'done', followed: 0, left: [], failed, stopped: undefined };
  const listed = new Set(ports.map(({ there }) => there.seen.interconnectId));
  for (const { there, standing } of ports) {
    const { interconnectId } = there.seen;
    if (!isWanted(interconnectId, standing)) continue;
    if (standing.kind !== 'free') {
      done.left.push({ interconnectId, why: standing });
      continue;
    }
    const begun = await begin(deps, there, by, Math.min(done.followed * APART_MS, PUT_OFF_MOST_MS));
    if (begun.kind === 'followed') done.followed += 1;
    else if (begun.kind === 'held') done.left.push({ interconnectId, why: begun });
    else return { ...done, stopped: begun };
  }
  // What couldn't be listed may well be there.
  if (failed.length > 0) return done;
  const gone = chosen.ids.filter((id) => !listed.has(id));
  done.left.push(...gone.map((interconnectId) => ({ interconnectId, why: { kind: 'not_there' } as const })));
  return done;
}

function barredFrom(deps: DecideDeps, by: Person): Promise<NotApprover | undefined> {
  return deciding(deps, async () => notApprover(deps.judging, by));
}

async function begin(
  deps: FollowManyDeps,
  there: There,
  by: Person,
  waitMs: number,
): Promise<Begun | NotApprover> {
  const { interconnectId } = there.seen;
  try {
    return await deps.store.transaction(
      async (tx) =>
        notApprover(deps.judging, by) ??
        (await heldBy(tx, interconnectId)) ??
        beginFollowing(tx, deps, there, by, waitMs),
    );
  } catch (error) {
    if (!(error instanceof RowsHeldError)) throw error;
    const held = await deps.store.read((at) => heldBy(at, interconnectId));
    if (!held) throw error;
    return held;
  }
}
