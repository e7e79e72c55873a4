import { DAY, MINUTE } from '../time.ts';

/**
 * So long after a port was seen to be gone CloudTrail is asked who did it: it shows a call after about five minutes, and
 * sometimes later. Source: CloudTrail user guide, "How CloudTrail works".
 */
const TRIES_MS = [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE] as const;
/** A port that has been gone for longer is not asked about any more. */
export const TRACED_MS = DAY;
/** So far back a deletion is looked for: CloudTrail keeps its history for 90 days. Source: the same. */
export const TRAIL_MS = 90 * DAY;

/** A port that is gone, and that CloudTrail is asked about. */
export interface Tracing {
  requestId: string;
  accountId: string | null;
  region: string;
  interconnectId: string;
  /** When it was seen to be gone; epoch milliseconds. */
  goneAt: number;
}

/** When CloudTrail is asked for the first time about a port that has been gone since then. Epoch milliseconds. */
export function firstTryAt(goneAt: number): number {
  return goneAt + TRIES_MS[0];
}

/** When it is asked again that knows nothing by now; null once that is no use any more. Epoch milliseconds. */
export function nextTryAt(goneAt: number, now: number): number | null {
  const next = TRIES_MS.find((ms) => goneAt + ms > now);
  return next === undefined ? null : goneAt + next;
}
