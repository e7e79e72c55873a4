const DAY_MS = 24 * 3_600_000;

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const TOKENS: Record<string, Intl.DateTimeFormatOptions> = {
  '{time}': CLOCK,
  '{time_secs}': { ...CLOCK, second: '2-digit' },
  '{date_num}': { year: 'numeric', month: '2-digit', day: '2-digit' },
  '{date_slash}': { year: 'numeric', month: '2-digit', day: '2-digit' },
  '{date_short}': { year: 'numeric', month: 'short', day: 'numeric' },
  '{date}': { year: 'numeric', month: 'long', day: 'numeric' },
  '{date_long}': { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  '{date_long_full}': { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
};

/** A message's `ts` in epoch milliseconds. */
export function msOf(ts: string): number {
  return Number(ts) * 1000;
}

/** The time of day in the reader's zone: `14:02`. */
export function clock(at: number): string {
  return new Date(at).toLocaleTimeString('en', CLOCK);
}

/** The day in the reader's zone, as a divider has it: `Today`, `Yesterday`, `Sunday, November 29`, with the year of another one. */
export function dayWords(at: number, now: number): string {
  const near = nearDay(at, now);
  if (near) return near;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const year = sameYear ? {} : ({ year: 'numeric' } as const);
  return new Date(at).toLocaleDateString('en', { weekday: 'long', month: 'long', day: 'numeric', ...year });
}

/** Whether two moments are on one day in the reader's zone. */
export function isSameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}

/** A moment as one of Slack's date formats has it, in the reader's zone; undefined if it is none. `now` in epoch milliseconds. */
export function dateWords(seconds: number, format: string, now: number): string | undefined {
  const at = seconds * 1000;
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return undefined;
  return format.replace(/\{\w+\}/g, (token) => {
    if (token === '{ago}') return agoWords(now - at);
    if (token === '{day_divider_pretty}') return dayWords(at, now);
    const near = token.endsWith('_pretty}') ? nearDay(at, now) : undefined;
    const words = TOKENS[token.replace('_pretty}', '}')];
    return near?.toLowerCase() ?? (words ? date.toLocaleString('en', words) : token);
  });
}

function nearDay(at: number, now: number): string | undefined {
  if (isSameDay(at, now)) return 'Today';
  if (isSameDay(at, now - DAY_MS)) return 'Yesterday';
  return isSameDay(at, now + DAY_MS) ? 'Tomorrow' : undefined;
}

const UNITS: [number, Intl.RelativeTimeFormatUnit][] = [
  [DAY_MS, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
];

function agoWords(ms: number): string {
  const [size, unit] = UNITS.find(([one]) => Math.abs(ms) >= one) ?? [1000, 'second'];
  return new Intl.RelativeTimeFormat('en').format(Math.round(-ms / size), unit);
}
