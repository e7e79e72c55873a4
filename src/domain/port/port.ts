import type { ListedInterconnect } from '../catalog/catalog.ts';
import type { Order } from '../request/order.ts';
import { toWireSpeed } from '../speed.ts';
import type { History } from './history.ts';

/** One ordered port as it was last seen, and since when. Times are epoch milliseconds. */
export interface Port {
  requestId: string;
  /** Null where nobody knew it when the port was made. */
  accountId: string | null;
  region: string;
  interconnectId: string;
  state: string;
  stateSince: number;
  orderedAt: number;
  /** `down` is normal before the first `available`, and an outage after it. */
  firstAvailableAt: number | null;
  seen: ListedInterconnect;
  /** When the listing began that showed it last: what began earlier says nothing new. */
  listedAt: number;
  /** Set while complete listings don't show it. */
  missing: Missing | null;
  history: History;
  /** Until when is done what time calls for; what was due by then is not told any more. */
  toldUntil: number;
  /** When it calls for something by itself, or may; null while nothing does. */
  dueAt: number | null;
}

/** Since when, and in how many listings, a port was missing; and whether that was told. */
interface Missing {
  since: number;
  listings: number;
  told: boolean;
}

/** Words for "made and gone". Source: API reference, Interconnect.interconnectState. */
const GONE = new Set(['deleted']);
/** Words after which a port is nobody's port any more, or not for long. */
const ENDING = new Set(['deleting', 'deleted']);

export function isGone(state: string): boolean {
  return GONE.has(state);
}

/** Whether a port is deleted or about to be. */
export function isEnding(state: string): boolean {
  return ENDING.has(state);
}

/** Whether AWS has done with the order: there is a LOA-CFA to be had. */
export function isReady(state: string): boolean {
  return state === 'pending' || state === 'down' || state === 'available';
}

/** What one listing's entry means for a port: the port as it now is, and whether its state changed. */
export function observe(port: Port, seen: ListedInterconnect, now: number): { port: Port; changed: boolean } {
  const changed = seen.state !== port.state;
  return {
    changed,
    port: {
      ...port,
      seen,
      state: seen.state,
      stateSince: changed ? now : port.stateSince,
      firstAvailableAt: port.firstAvailableAt ?? (seen.state === 'available' ? now : null),
    },
  };
}

/** A port of which nothing is later than now: the clock was set back since, and would hide for as long what is due. */
export function notAhead(port: Port, now: number): Port {
  if (port.stateSince <= now && port.toldUntil <= now) return port;
  return { ...port, stateSince: Math.min(port.stateSince, now), toldUntil: Math.min(port.toldUntil, now) };
}

/**
 * Whether a port that was found by looking can be the one that was ordered: name, speed and LAG. A member that the
 * entry leaves out is no difference; AWS may trim names and answers locations by aliases.
 */
export function agrees(order: Order, seen: ListedInterconnect): boolean {
  return essentials(order, seen).length === 0;
}

/** What came back and isn't what was ordered, one sentence each. */
export function differences(order: Order, seen: ListedInterconnect): string[] {
  const found = essentials(order, seen);
  compare(found, 'The provider', order.providerName ?? '', seen.providerName);
  if (order.requestMACSec && seen.macsecCapable === false) found.push('The port is not MACsec capable.');
  if (seen.location && seen.location !== order.location) {
    found.push(`AWS answered ${seen.location} for ${order.location}.`);
  }
  return found;
}

/** Whether AWS's answer shows the tag that an order was sent with; true where it shows no tags at all. */
export function showsTag(seen: ListedInterconnect, key: string, value: string): boolean {
  return seen.tags?.some((tag) => tag.key === key && tag.value === value) ?? true;
}

function essentials(order: Order, seen: ListedInterconnect): string[] {
  const found: string[] = [];
  compare(found, 'The name', comparable(order.interconnectName), seen.name && comparable(seen.name));
  compare(
    found,
    'The bandwidth',
    toWireSpeed(order.bandwidth),
    seen.bandwidth && toWireSpeed(seen.bandwidth),
  );
  compare(found, 'The LAG', order.lagId ?? '', seen.lagId);
  return found;
}

/** An answer that leaves a member out says nothing about it. */
function compare(found: string[], what: string, asked: string, got: string | undefined): void {
  if (got && asked !== got) found.push(`${what} is ${got}, ordered was ${asked || 'none'}.`);
}

/** Whether two names are one, however AWS may have kept them. */
export function sameName(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

/** A name as AWS may have kept it: composed, trimmed, with single spaces. */
function comparable(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ');
}
