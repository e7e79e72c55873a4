import { DAY, HOUR, MINUTE, SECOND } from '../domain/time.ts';

/** A moment where Slack has no markup for one: `2026-11-28 15:04 UTC`. Takes epoch milliseconds. */
export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A day where Slack has no markup for one: `2026-11-28`, as UTC has it. Takes epoch milliseconds. */
export function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** How long something takes that may take months: `14 days`, and below two days as `span` has it. Takes milliseconds. */
export function ago(ms: number): string {
  return ms < 2 * DAY ? span(ms) : `${Math.floor(ms / DAY)} days`;
}

/** How long something has lasted; `followed`: so long it has been followed, and nobody knows how long before. */
export function lasting(ms: number, followed: boolean): string {
  return followed ? `at least ${ago(ms)}` : ago(ms);
}

/** How long something took or takes: `20 seconds`, `90 minutes`, `4 hours`. Takes milliseconds. */
export function span(ms: number): string {
  const [count, unit] =
    ms < MINUTE ? [ms / SECOND, 'second'] : ms < 2 * HOUR ? [ms / MINUTE, 'minute'] : [ms / HOUR, 'hour'];
  const whole = Math.round(count);
  return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
