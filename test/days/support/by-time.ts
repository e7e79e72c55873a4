import type { AuditRow } from '../../../src/domain/audit.ts';
import type { Span } from './life.ts';
import { after, begin, type Story } from './story.ts';
import { alarmOf } from './telling.ts';
import { putOff } from './truth.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What died over it is taken over when its lease has ended. */
const TAKE_OVER_MS = 6 * MINUTE;
const FLAPS = 3;
/** When people hear of a wait, in days; then whenever the last of them is over again. */
const WAITING = [1, 3, 7, 14];
const REQUESTED = [
  { kind: 'requested', step: 1, ms: 72 * HOUR },
  { kind: 'unanswered', step: 1, ms: 5 * DAY },
  { kind: 'unanswered', step: 2, ms: 6 * DAY },
];
const LOA = [60, 80, 90].map((days, index) => ({ kind: 'loa', step: index + 1, ms: days * DAY }));

interface Due {
  at: number;
  /** Told or never to be told from here on. */
  until: number;
  /** Undefined for no news. */
  alarm: { kind: string; step: number } | undefined;
  isQuiet: boolean;
}

/** What time alone had to bring and didn't, or brought unasked, too early, too late or twice; empty where all is well. */
export function wrongByTime(trail: readonly AuditRow[], down: readonly Span[], endsAt: number): string[] {
  const dues = duesOf(trail, endsAt);
  const rows = trail.filter(({ event }) => event === 'still_waiting' || event === 'alarm_raised');
  const said = rows.map((row) => ({ at: row.at, alarm: alarmOf(row) }));
  const latest = (at: number) => putOff(at, TAKE_OVER_MS, down);
  const fits = (due: Due, { at, alarm }: (typeof said)[number]) => {
    if (at < due.at || at > latest(due.at)) return false;
    return due.alarm ? alarm?.kind === due.alarm.kind && alarm.step === due.alarm.step : alarm === undefined;
  };
  const faults = dues.flatMap((due) => {
    const found = said.filter((one) => fits(due, one)).length;
    const name = `${due.alarm ? `${due.alarm.kind} ${due.alarm.step}` : 'no news'} at ${new Date(due.at).toISOString()}`;
    if (found > 1) return [`by time twice: ${name}`];
    const isInstead =
      !due.alarm && said.some(({ at, alarm }) => alarm && at >= due.at && at <= latest(due.at));
    const isExcused = due.isQuiet || isInstead || latest(due.at) >= due.until;
    return found === 1 || isExcused ? [] : [`by time missing: ${name}`];
  });
  const byTime = new Set(['requested', 'unanswered', 'loa']);
  for (const one of said) {
    const isOfTime = one.alarm === undefined || byTime.has(one.alarm.kind);
    if (isOfTime && !dues.some((due) => fits(due, one)))
      faults.push(`by time unasked: ${one.alarm?.kind ?? 'no news'} at ${new Date(one.at).toISOString()}`);
  }
  return [...faults, ...twiceRaised(trail), ...wrongFlapping(trail), ...wrongCalm(trail, down)];
}

/** Every moment at which time alone has something to say, by what the trail says of states. */
function duesOf(trail: readonly AuditRow[], endsAt: number): Due[] {
  const dues: Due[] = [];
  let story = begin();
  let issuedAt: number | undefined;
  for (const [index, row] of trail.entries()) {
    story = after(story, row);
    if (row.event === 'loa_fetched') issuedAt = Number(row.detail.issuedAt);
    const until = trail[index + 1]?.at ?? endsAt;
    dues.push(
      ...duesBetween(story, issuedAt, row.at, until).map((due) => ({
        ...due,
        until: leftAt(trail, index, endsAt),
      })),
    );
  }
  return dues;
}

/** When the port leaves its state after this row. */
function leftAt(trail: readonly AuditRow[], index: number, endsAt: number): number {
  const moves = new Set(['port_changed', 'port_gone']);
  return trail.slice(index + 1).find(({ event }) => moves.has(event))?.at ?? endsAt;
}

function duesBetween(
  story: Story,
  issuedAt: number | undefined,
  from: number,
  until: number,
): Omit<Due, 'until'>[] {
  const { state, waitsSince, isLit, flapping, quiet } = story;
  const isWait = state === 'requested' || state === 'pending' || state === 'down';
  const within = ({ at }: { at: number }) => at > from && at <= until;
  const waits = isWait && !flapping ? waitTimes(until - waitsSince).map((ms) => waitsSince + ms) : [];
  const alarms = [
    ...(state === 'requested' ? REQUESTED.map((one) => ({ ...one, at: waitsSince + one.ms })) : []),
    ...(!isLit && isWait && issuedAt !== undefined
      ? LOA.map((one) => ({ ...one, at: issuedAt + one.ms }))
      : []),
  ];
  return [
    ...waits.map((at) => ({ at, alarm: undefined, isQuiet: quiet })),
    ...alarms.map(({ at, kind, step }) => ({ at, alarm: { kind, step }, isQuiet: false })),
  ].filter(within);
}

function waitTimes(passed: number): number[] {
  const last = WAITING.at(-1) ?? 0;
  const again = Array.from({ length: Math.floor(passed / DAY / last) }, (_, index) => (index + 2) * last);
  return [...WAITING, ...again].map((days) => days * DAY);
}

/** Who has stopped being available three times within an hour is flapping, and nobody else is. */
function wrongFlapping(trail: readonly AuditRow[]): string[] {
  let story = begin();
  let losses: number[] = [];
  return trail.flatMap((row) => {
    const before = story;
    story = after(story, row);
    const lost = before.state === 'available' && (story.state === 'down' || story.state === 'unknown');
    losses = lost ? [...losses.filter((at) => at > row.at - HOUR), row.at] : losses;
    const isRaised = row.event === 'port_changed' && alarmOf(row)?.kind === 'flapping';
    const isDue = lost && !before.flapping && losses.length === FLAPS;
    if (isRaised || row.event === 'port_stable' || story.state === 'pending') losses = [];
    if (isRaised === isDue) return [];
    return [`${isDue ? 'not' : 'wrongly'} told as flapping at ${new Date(row.at).toISOString()}`];
  });
}

/** A port that came and went is told as stable once it has stayed as it is for an hour. */
function wrongCalm(trail: readonly AuditRow[], down: readonly Span[]): string[] {
  return trail.flatMap((row, index) => {
    if (row.event !== 'port_stable') return [];
    const since = trail.slice(0, index).findLast(({ event }) => event === 'port_changed')?.at ?? 0;
    const isInTime = row.at >= since + HOUR && row.at <= putOff(since + HOUR, TAKE_OVER_MS, down);
    return isInTime ? [] : [`not told as stable in time: ${new Date(row.at).toISOString()}`];
  });
}

/** Each alarm is raised once: of its kind, in its episode, at its step. */
function twiceRaised(trail: readonly AuditRow[]): string[] {
  const keys = trail.flatMap((row) => {
    const alarm = alarmOf(row);
    return row.event === 'alarm_taken' || !alarm ? [] : [`${alarm.kind} ${alarm.episode} ${alarm.step}`];
  });
  return keys.filter((key, index) => keys.indexOf(key) < index).map((key) => `raised twice: ${key}`);
}
