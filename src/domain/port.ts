import type { ListedInterconnect } from './catalog.ts';
import type { Order } from './order.ts';
import { toWireSpeed } from './speed.ts';

/** One ordered port as it was last seen, and since when. Times are epoch milliseconds. */
export interface Port {
  requestId: string;
  accountId: string;
  region: string;
  interconnectId: string;
  state: string;
  stateSince: number;
  orderedAt: number;
  /** `down` is normal before the first `available`, and an outage after it. */
  firstAvailableAt: number | null;
  seen: ListedInterconnect;
}

/** Words for "made and gone". Source: API reference, Interconnect.interconnectState. */
const GONE = new Set(['deleted']);

export function isGone(state: string): boolean {
  return GONE.has(state);
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

/** What came back and isn't what was ordered, one sentence each. Locations may be aliases and don't count. */
export function differences(order: Order, seen: ListedInterconnect): string[] {
  const found: string[] = [];
  const compare = (what: string, asked: string, got: string) => {
    if (asked !== got) found.push(`${what} is ${got || 'none'}, ordered was ${asked || 'none'}.`);
  };
  // An answer that leaves a member out says nothing about it.
  if (seen.name) compare('The name', order.interconnectName, seen.name);
  if (seen.bandwidth) compare('The bandwidth', toWireSpeed(order.bandwidth), toWireSpeed(seen.bandwidth));
  compare('The LAG', order.lagId ?? '', seen.lagId ?? '');
  if (order.requestMACSec && seen.macsecCapable === false) found.push('The port is not MACsec capable.');
  return found;
}
