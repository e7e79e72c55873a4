import { HOUR, MINUTE } from '../time.ts';
import type { Port } from './port.ts';

/** So long, and in so many complete listings, a port has to be missing before it is asked for by its ID. */
const MISSING_MS = MINUTE;
const LISTINGS = 10;

/** Nothing is put off for longer: what is due later is asked again then. */
const LATEST_MS = HOUR;

/** What a port calls for: `ask`, that AWS is asked for it by its ID. */
export type PortWork = 'ask';

/** What a port calls for at a moment; undefined where that is nothing. Its row's time says only when to ask this. */
export function dueNow(port: Pick<Port, 'missing'>, now: number): PortWork | undefined {
  const at = askAt(port);
  return at !== null && now >= at ? 'ask' : undefined;
}

/** When a port is to be taken up next, by itself; null where nothing but a listing tells more. Epoch milliseconds. */
export function dueAt(port: Pick<Port, 'missing'>, now: number): number | null {
  const at = askAt(port);
  return at === null ? null : Math.min(Math.max(at, now), now + LATEST_MS);
}

function askAt({ missing }: Pick<Port, 'missing'>): number | null {
  if (missing === null || missing.told || missing.listings < LISTINGS) return null;
  return missing.since + MISSING_MS;
}
