import { megabits } from '../speed.ts';
import type { Site } from './site.ts';

/** All that a cross-connect order can say; what nobody knows is null. */
export interface CrossConnect {
  interconnectId: string;
  name: string;
  accountId: string | null;
  region: string;
  location: string;
  locationName: string;
  /** In AWS's words: `10Gbps`. */
  bandwidth: string;
  /** Who connects it on the account's behalf. */
  provider: string | null;
  /** The letter's date; epoch milliseconds. */
  issuedAt: number;
  fileName: string;
  site: Site | null;
}

/** Source: Direct Connect user guide, "Network requirements". Single-mode fibre all of them. */
const OPTICS: Readonly<Record<string, string>> = {
  '1Gbps': '1000BASE-LX',
  '10Gbps': '10GBASE-LR',
  '100Gbps': '100GBASE-LR4',
  '400Gbps': '400GBASE-LR4',
};

/** The optics that AWS wants at this speed; undefined for one that this version doesn't know. */
export function opticsFor(bandwidth: string): string | undefined {
  return Object.hasOwn(OPTICS, bandwidth) ? OPTICS[bandwidth] : undefined;
}

const GIGABIT = 1_000;

/** Whether auto-negotiation has to be off; undefined where that hangs on the device, or nobody knows. */
export function negotiationOff(bandwidth: string): true | undefined {
  const speed = megabits(bandwidth);
  return Number.isFinite(speed) && speed > GIGABIT ? true : undefined;
}
