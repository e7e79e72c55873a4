import type { ListedInterconnect } from '../catalog/catalog.ts';
import { DAY, MINUTE, PUT_OFF_MOST_MS, SECOND } from '../time.ts';
import { ENCRYPTED } from './changes.ts';

/** What the listings of an account's Region came to so far. */
export interface Rhythm {
  /** When a listing showed something new last, or the first one was asked for; epoch milliseconds. */
  changedAt: number;
  /** How many in a row AWS has refused since there were too many calls. */
  throttled: number;
}

/** What decides when the next one is due. */
export interface Pace {
  /** STATE_POLL_SECONDS, in milliseconds. */
  pollMs: number;
  /** Whether every port there is at rest, and none may still land. */
  atRest: boolean;
  now: number;
  /** From 0 up to 1. */
  random: () => number;
}

/** So long after a change the next one is likely: a port that comes up does so in steps, and light flaps. */
const STIRRED_MS = 5 * MINUTE;
/** Then it is listed so many times as often, but never more often than this unless that is set. */
const STIRRED_TIMES = 4;
const OFTENEST_MS = 5 * SECOND;
/** Where nothing has changed for so long and all is well, it takes so many times as long. */
const QUIET_MS = DAY;
const QUIET_TIMES = 5;
/** AWS is never left alone for longer, however often it says that there were too many calls. */
const BACK_OFF_MOST_MS = 10 * MINUTE;
/** Up to so much sooner or later, so that Regions and bots don't all list at the same moment. */
const JITTER = 0.1;

/** How long until an account's Region is listed again, in milliseconds. */
export function nextListingIn({ changedAt, throttled }: Rhythm, { pollMs, ...pace }: Pace): number {
  const since = pace.now - changedAt;
  const calm = pace.atRest && since >= QUIET_MS ? pollMs * QUIET_TIMES : pollMs;
  const stirred = Math.max(pollMs / STIRRED_TIMES, Math.min(pollMs, OFTENEST_MS));
  const usual = since < STIRRED_MS ? stirred : calm;
  const backOff = Math.min(pollMs * 2 ** throttled, BACK_OFF_MOST_MS);
  const ms = throttled > 0 ? Math.max(usual, backOff) : usual;
  return Math.round(Math.min(ms * (1 - JITTER + 2 * JITTER * pace.random()), PUT_OFF_MOST_MS));
}

/** Whether nobody waits for anything of a port, as a listing shows it: it is there, with light, and encrypted if it should be. */
export function isAtRest(seen: ListedInterconnect | undefined): boolean {
  if (seen?.state !== 'available') return false;
  const { encryptionMode, portEncryptionStatus } = seen;
  return (
    portEncryptionStatus === ENCRYPTED || encryptionMode === undefined || encryptionMode === 'no_encrypt'
  );
}
