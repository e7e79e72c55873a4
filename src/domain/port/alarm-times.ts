import { DAY, HOUR } from '../time.ts';

/** When people are alarmed or told that a port still waits: milliseconds, each list in ascending order. */
export interface AlarmTimes {
  /** So long in `requested`. */
  requestedMs: number;
  /** So long in `requested`, since AWS deletes an order whose mail nobody answers. */
  unansweredMs: readonly number[];
  /** So long after the LOA-CFA was issued, without light. */
  loaMs: readonly number[];
  /** So long in one state that waits for something, then again each time the last of them is over. */
  waitingMs: readonly number[];
  /** So long after AWS has refused the LOA-CFA it is asked for again. */
  loaRetryMs: number;
}

/** Where the rules file doesn't say. */
export const ALARM_TIMES: AlarmTimes = {
  requestedMs: 72 * HOUR,
  unansweredMs: [5 * DAY, 6 * DAY],
  loaMs: [60 * DAY, 80 * DAY, 90 * DAY],
  waitingMs: [DAY, 3 * DAY, 7 * DAY, 14 * DAY],
  loaRetryMs: HOUR,
};

/** AWS deletes an order after so long in `requested` whose mail to the account's root address nobody answers. */
export const UNANSWERED_MS = 7 * DAY;
/** An LOA-CFA holds for so long, and so long after it billing begins even without light. */
export const LOA_MS = 90 * DAY;
