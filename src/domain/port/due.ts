import { MINUTE } from '../time.ts';
import type { Port } from './port.ts';

/** So long, and in so many complete listings, a port has to be missing before it is asked for by its ID. */
const MISSING_MS = MINUTE;
const LISTINGS = 10;

/** What a port calls for at a moment: `ask`, that AWS is asked for it by its ID; undefined where that is nothing. */
export function dueNow({ missing }: Pick<Port, 'missing'>, now: number): 'ask' | undefined {
  if (missing === null || missing.told) return undefined;
  return missing.listings >= LISTINGS && now - missing.since >= MISSING_MS ? 'ask' : undefined;
}
