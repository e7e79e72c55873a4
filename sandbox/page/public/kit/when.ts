const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
const DATE = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;

/** A point in time as somebody at `now` would say it: the time of today, the day with it of any other. */
export function moment(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? timeOfDay(at) : new Date(at).toLocaleString('en-GB', DATE);
}

/** Hours, minutes and seconds. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', TIME);
}

/** The day and nothing more. */
export function day(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
}

/** The day with its year, and the time. */
export function dateTime(at: number): string {
  return new Date(at).toLocaleString('en-GB', { weekday: 'short', year: 'numeric', ...DATE, ...TIME });
}

/** A length of time in the unit that fits: `31 s`, `12 min`, `3 h`, `2 days`. */
export function span(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.round(ms / SECOND))} s`;
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.round(ms / HOUR)} h`;
  return `${Math.round(ms / DAY)} days`;
}
