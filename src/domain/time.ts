/** Spans of time in milliseconds, as all of them are unless their name says otherwise. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Nothing is put off for longer: what is due later is asked again then. */
export const PUT_OFF_MOST_MS = 60 * MINUTE;

/** A time so many hours, or fractions of one, after another: epoch milliseconds, whole as the store keeps them. */
export function hoursAfter(at: number, hours: number): number {
  return Math.round(at + hours * HOUR);
}
