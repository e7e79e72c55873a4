import { randomBytes } from 'node:crypto';
import type { Input } from './aws.ts';
import type { ListedPort, World } from './calls.ts';

/** The ports that AWS has. */
export interface Ledger {
  /** A Region's ports, as an account sees them; `begins` where a listing begins. */
  listed(region: string, who: string, begins: boolean): unknown[];
  ordered(region: string, who: string, input: Input): Record<string, unknown>;
  /** Another world: what was ordered before is gone. */
  forget(): void;
}

/** Only the latest orders stay listed, so that a listing is one page however much was ordered. */
const LATEST = 20;

/** Keeps what is ordered beside what the world has. */
export function createLedger(world: () => World): Ledger {
  const orders = new Map<string, { port: Record<string, unknown>; since: number }[]>();
  const listings = new Map<string, number>();
  /** What each listing that has begun shows: its pages cost next to nothing, since whoever is measured waits for them. */
  const shown = new Map<string, unknown[]>();
  return {
    listed(region, who, begins) {
      const { ports, changing } = world();
      const key = `${region} ${who}`;
      const before = shown.get(key);
      if (before && !begins) return before;
      const turn = (listings.get(key) ?? 0) + 1;
      listings.set(key, turn);
      const own = ports.filter((port) => port.region === region);
      const all = [
        ...own.map((port, index) => entry(port, index, changing, turn)),
        ...(orders.get(key) ?? []).map(({ port, since }) => moved(port, turn - since)),
      ];
      shown.set(key, all);
      return all;
    },
    ordered(region, who, input) {
      const port = {
        ...COMMON,
        region,
        interconnectId: `dxcon-${randomBytes(4).toString('hex')}`,
        interconnectName: input.interconnectName,
        interconnectState: 'requested',
        location: input.location,
        bandwidth: input.bandwidth,
        tags: input.tags ?? [],
      };
      const key = `${region} ${who}`;
      const since = listings.get(key) ?? 0;
      orders.set(key, [...(orders.get(key) ?? []), { port, since }].slice(-LATEST));
      return port;
    },
    forget() {
      orders.clear();
      listings.clear();
      shown.clear();
    },
  };
}

const COMMON = { hasLogicalRedundancy: 'unknown', macSecCapable: false };

/** What has become of an order so many listings later, which its name says. */
function moved(port: Record<string, unknown>, listings: number): unknown {
  const name = String(port.interconnectName);
  if (name.startsWith('available') && listings > 1) return { ...port, interconnectState: 'available' };
  if (name.startsWith('closes') && listings > 1)
    return { ...port, interconnectState: listings > 3 ? 'deleted' : 'available' };
  return port;
}

/** One that changes is down in every other listing. */
function entry(port: ListedPort, index: number, changing: number, turn: number): unknown {
  const down = index % 100 < changing && turn % 2 === 1;
  const interconnectState = down ? 'down' : port.interconnectState;
  return { ...COMMON, location: 'EqDC2', bandwidth: '10Gbps', ...port, interconnectState };
}
