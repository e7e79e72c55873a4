import type { ListedInterconnect } from '../catalog/catalog.ts';
import { agrees, differences, isEnding, sameName } from '../port/port.ts';
import { REQUEST_TAG } from '../tags.ts';
import type { Order } from './order.ts';
import type { TaggedPort } from './request.ts';

/** What a request's port is looked for by. */
export interface Looker {
  requestId: string;
  /** The order as the last attempt sent it. */
  order: Order;
  /** The IDs that were listed before the first attempt; undefined where none was made. */
  before: ReadonlySet<string> | undefined;
}

/** What a look is judged by, once it has come back. */
export interface Judge extends Looker {
  /** IDs of those that concern it that requests hold. */
  held: Pick<ReadonlySet<string>, 'has'>;
}

/** What the ports that bear a request's tag come to. */
export type Tagged =
  | { kind: 'none' }
  /** This one is the request's port. */
  | { kind: 'adopt'; interconnect: ListedInterconnect }
  /** Nothing is ordered while these are there; people decide. */
  | { kind: 'people'; tagged: TaggedPort[] };

/** Whether a listed port carries a request's tag. */
export function bearsTag(port: ListedInterconnect, requestId: string): boolean {
  return port.tags?.some(({ key, value }) => key === REQUEST_TAG && value === requestId) ?? false;
}

/**
 * Whether one of the listed ports is this request's: the one that bears its tag, agrees in name, speed and LAG, was not
 * there before the first attempt and belongs to nobody. A living one goes before those that were deleted.
 */
export function judgeTagged(looker: Judge, listed: readonly ListedInterconnect[]): Tagged {
  const tagged = listed.filter((port) => bearsTag(port, looker.requestId));
  if (tagged.length === 0) return { kind: 'none' };
  const fitting = tagged.filter((port) => doubt(looker, port) === undefined);
  const living = fitting.filter(({ state }) => !isEnding(state));
  const othersLive = tagged.some((port) => !fitting.includes(port) && !isEnding(port.state));
  const [one] = living.length > 0 ? living : fitting;
  if (one && !othersLive && living.length < 2) return { kind: 'adopt', interconnect: one };
  return { kind: 'people', tagged: tagged.map((port) => describe(looker, port)) };
}

/** Whether it matters who holds an entry: by all else it may be this request's port. */
export function concerns(looker: Looker, entry: ListedInterconnect): boolean {
  const { order, before, requestId } = looker;
  if (bearsTag(entry, requestId)) return true;
  return before ? !before.has(entry.interconnectId) : sameName(entry.name, order.interconnectName);
}

/** Entries whose tags have to be known: what nobody holds and is new since the first attempt, or alive and of that name. */
export function mayBeOurs({ order, before, held }: Judge): (entry: ListedInterconnect) => boolean {
  return ({ interconnectId, name, state }) => {
    if (held.has(interconnectId)) return false;
    return before ? !before.has(interconnectId) : sameName(name, order.interconnectName) && !isEnding(state);
  };
}

/** New ports of the order's name that nobody holds and no order's tag marks: one of them may be ours, its tag lost. */
export function lookAlikes(
  { order, before, held }: Judge,
  listed: readonly ListedInterconnect[],
): ListedInterconnect[] {
  return listed.filter(
    (port) =>
      sameName(port.name, order.interconnectName) &&
      !before?.has(port.interconnectId) &&
      !held.has(port.interconnectId) &&
      !port.tags?.some(({ key }) => key === REQUEST_TAG),
  );
}

/**
 * Whether a request that looks for its port may come to hold this one: by its tag, by its name where it is new since the
 * first attempt, or where nobody knows the tags and it may be ours by all else.
 */
export function mayBeSought(judge: Judge, port: ListedInterconnect): boolean {
  if (port.tags === undefined) return mayBeOurs(judge)(port);
  return (
    bearsTag(port, judge.requestId) || (judge.before !== undefined && lookAlikes(judge, [port]).length > 0)
  );
}

function doubt(looker: Judge, port: ListedInterconnect): TaggedPort['why'] | undefined {
  if (looker.held.has(port.interconnectId)) return 'taken';
  if (!looker.before || looker.before.has(port.interconnectId)) return 'was_there';
  return agrees(looker.order, port) ? undefined : 'differs';
}

function describe(looker: Judge, port: ListedInterconnect): TaggedPort {
  return {
    interconnectId: port.interconnectId,
    why: doubt(looker, port) ?? 'several',
    differences: differences(looker.order, port),
  };
}
