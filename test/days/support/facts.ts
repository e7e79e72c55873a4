import type { AuditRow } from '../../../src/domain/audit.ts';
import type { Life, Span } from './life.ts';
import { alarmOf } from './telling.ts';
import { putOff, shownAt, truthAt } from './truth.ts';

const MINUTE = 60_000;
/** Beyond a listing: what died over noting it is taken over when its lease has ended. */
const TAKE_OVER_MS = 6 * MINUTE;
/** A port that shows nothing new for a day is listed so many times less often. */
const DAY = 24 * 60 * MINUTE;
const QUIET_TIMES = 5;
/** A port is missing from so many listings before it is asked for by its ID. */
const MISSING_LISTINGS = 10;

interface Given {
  life: Life;
  /** Rows of the trail; their times count from the order here. */
  rows: readonly { at: number; event: string; detail: AuditRow['detail'] }[];
  pollMs: number;
  /** While no process was awake. */
  down: readonly Span[];
}

/** What the trail lacks, has too late, or has though it was never so; empty where it is what happened at AWS. */
export function wrongFacts(given: Given): string[] {
  return [...lackingStates(given), ...untrueStates(given), ...wrongMissing(given)];
}

/** Until when something that is so from `from` on has to be known, if it takes so many listings. */
function knownBy({ life, pollMs, down }: Given, from: number, listings = 1): number {
  const isQuiet = !life.changes.some(({ at }) => at > from - DAY && at < from);
  const firstMs = isQuiet ? pollMs * QUIET_TIMES : pollMs;
  const ms = firstMs + (listings - 1) * pollMs + TAKE_OVER_MS;
  return putOff(from, ms, [...life.away.aws, ...down]);
}

/** What AWS shows, from when until when, as far as it lasts long enough to be seen. */
function lasting(given: Given, of: (life: Life, at: number) => string | undefined, listings = 1) {
  const { changes: steps, lastsMs } = given.life;
  return steps.flatMap(({ at }, index) => {
    const value = of(given.life, at);
    const before = index === 0 ? undefined : of(given.life, at - 1);
    const until = steps.slice(index + 1).find((later) => of(given.life, later.at) !== value)?.at ?? lastsMs;
    const by = knownBy(given, at, listings);
    return value !== before && value !== undefined && by < until ? [{ value, from: at, by, until }] : [];
  });
}

function stateAt(life: Life, at: number): string | undefined {
  return truthAt(life, at).interconnectState;
}

const MOVES = new Set(['created', 'port_changed', 'port_gone']);

function statesOf({ rows }: Given) {
  return rows
    .filter(({ event }) => MOVES.has(event))
    .map(({ at, detail }) => ({ at, state: (detail.seen as { state: string }).state }));
}

function lackingStates(given: Given): string[] {
  const noted = statesOf(given);
  return lasting(given, stateAt).flatMap(({ value, from, by }) => {
    const isListed = shownAt(given.life, from) === 'listed';
    // What came and went unseen in between leaves nothing to be noted.
    const isKnown = noted.findLast(({ at }) => at <= by)?.state === value;
    return isKnown || !isListed ? [] : [`not noted in time: ${value} from ${from}, by ${by}`];
  });
}

/** Every state that was noted was so when it was noted, and is noted once. */
function untrueStates(given: Given): string[] {
  let last: string | undefined;
  return statesOf(given).flatMap(({ at, state }) => {
    const faults = [];
    if (stateAt(given.life, at) !== state) faults.push(`untrue at ${at}: ${state}`);
    if (state === last) faults.push(`noted twice at ${at}: ${state}`);
    last = state;
    return faults;
  });
}

function wrongMissing(given: Given): string[] {
  const { life, rows } = given;
  const noted = rows.filter((row) => row.event === 'alarm_raised' && alarmOf(row)?.kind === 'missing');
  const lacking = lasting(given, shownAt, MISSING_LISTINGS + 1)
    .filter(({ value, from, by, until }) => {
      if (value !== 'nowhere') return false;
      return !noted.some(({ at }) => at >= from && at <= Math.min(by, until));
    })
    .map(({ from }) => `not noted in time: missing from ${from}`);
  // Who has not seen that it is in a LAG doesn't look for it there.
  const isKnownInLag = (at: number) => {
    const last = rows.findLast((row) => row.at <= at && row.detail.seen)?.detail.seen;
    return (last as { lagId?: string } | undefined)?.lagId !== undefined;
  };
  const untrue = noted
    .filter(({ at }) => truthAt(life, at).shown !== 'nowhere' || isKnownInLag(at))
    .map(({ at }) => `untrue at ${at}: missing`);
  return [...lacking, ...untrue];
}
