import { HOUR, MINUTE, PUT_OFF_MOST_MS } from '../time.ts';
import { type AlarmKey, type AlarmKind, keyOf, type Raised } from './alarm.ts';
import { type AlarmTimes, UNANSWERED_MS } from './alarm-times.ts';
import { loaEndsAt } from './deadlines.ts';
import type { Port } from './port.ts';
import { encryptionLost } from './sight.ts';
import { type Wait, waitAt, waitFor, waitsSince } from './wait.ts';

/** So long, and in so many complete listings, a port has to be missing before it is asked for by its ID. */
const MISSING_MS = MINUTE;
const LISTINGS = 10;
/** A port that came and went is stable once it stays as it is for so long. */
const STABLE_MS = HOUR;
/** After light has come back MACsec gets so long to come up too. */
const ENCRYPTING_MS = 5 * MINUTE;

/** What a port calls for. */
export type PortDue =
  /** It came and went, and stays as it is now. */
  | { kind: 'settle' }
  /** With those that are marked beside it, since it is the gravest. */
  | { kind: 'alarm'; alarm: Raised; passed: AlarmKey[] }
  /** No news is news. */
  | { kind: 'wait'; wait: Wait }
  /** AWS is to be asked for it by its ID. */
  | { kind: 'ask' };

/** Of a port, what its times depend on. */
export type Timed = Pick<
  Port,
  'state' | 'stateSince' | 'firstAvailableAt' | 'seen' | 'missing' | 'history' | 'toldUntil'
>;

/** From the least grave to the gravest. */
const GRAVITY: readonly AlarmKind[] = ['requested', 'unanswered', 'loa'];

interface Moment extends AlarmKey {
  at: number;
}

/**
 * What a port calls for at a moment; undefined where that is nothing. Its row's time says only when to ask this. What is
 * due by time is over once `toldUntil` has passed it, of several at once the gravest is told.
 */
export function dueNow(port: Timed, times: AlarmTimes, now: number): PortDue | undefined {
  const { history, missing, toldUntil } = port;
  if (settleAt(port) <= now) return { kind: 'settle' };
  if (plainAt(port) <= now) {
    return { kind: 'alarm', alarm: encryptionLost(history.plain?.since ?? now, port.seen), passed: [] };
  }
  const due = alarmsOf(port, times)
    .filter(({ at }) => at > toldUntil && at <= now)
    .toSorted((a, b) => GRAVITY.indexOf(a.kind) - GRAVITY.indexOf(b.kind) || a.step - b.step);
  const gravest = due.pop();
  if (gravest) return { kind: 'alarm', alarm: saidOf(gravest, port, now), passed: due.map(keyOf) };
  const what = waits(port);
  if (what && nextWait(port, times) <= now) return { kind: 'wait', wait: waitAt(port, what, times, now) };
  return askAt(missing) <= now ? { kind: 'ask' } : undefined;
}

/** When a port is to be taken up next, by itself; null where nothing but a listing tells more. Epoch milliseconds. */
export function dueAt(port: Timed, times: AlarmTimes, now: number): number | null {
  const { missing, toldUntil } = port;
  const next = Math.min(
    settleAt(port),
    plainAt(port),
    ...alarmsOf(port, times).map(({ at }) => (at > toldUntil ? at : NEVER)),
    waits(port) ? nextWait(port, times) : NEVER,
    askAt(missing),
  );
  return next === NEVER ? null : Math.min(Math.max(next, now), now + PUT_OFF_MOST_MS);
}

const NEVER = Number.POSITIVE_INFINITY;

/** When a port that came and went is stable. */
function settleAt({ history: { flapping } }: Timed): number {
  return flapping ? flapping.changedAt + STABLE_MS : NEVER;
}

/** When it is told that light came back without the encryption that there was. */
function plainAt({ state, history: { plain, flapping } }: Timed): number {
  const isUntold = plain && !plain.told && !flapping && state === 'available';
  return isUntold ? plain.since + ENCRYPTING_MS : NEVER;
}

/** When time alone alarms people about a port in its state. */
function alarmsOf(port: Timed, times: AlarmTimes): Moment[] {
  const { state, stateSince: since, seen, firstAvailableAt } = port;
  const steps = (kind: AlarmKind, episode: number, all: readonly number[]): Moment[] =>
    all.map((ms, index) => ({ kind, episode, step: index + 1, at: episode + ms }));
  if (state === 'requested') {
    return [
      ...steps('requested', since, [times.requestedMs]),
      ...steps('unanswered', since, times.unansweredMs),
    ];
  }
  const isDark = (state === 'pending' || state === 'down') && firstAvailableAt === null;
  return isDark && seen.loaIssueTime !== undefined ? steps('loa', seen.loaIssueTime, times.loaMs) : [];
}

function saidOf({ kind, episode, step }: Moment, { stateSince }: Timed, now: number): Raised {
  const key = { episode, step };
  const passed = now - episode;
  if (kind === 'loa') return { kind, ...key, issuedAt: episode, passed, endsAt: loaEndsAt(episode) };
  if (kind === 'unanswered')
    return { kind, ...key, since: stateSince, passed, deletedAt: stateSince + UNANSWERED_MS };
  return { kind: 'requested', ...key, since: stateSince, passed };
}

/** What is told of again and again; nothing is of a wait that somebody looks after, or of a port that comes and goes. */
function waits(port: Timed) {
  return port.history.quiet || port.history.flapping ? undefined : waitFor(port);
}

/** When it is told next that a port still waits: after each of the times, then whenever the last of them is over again. */
function nextWait(port: Timed, { waitingMs }: AlarmTimes): number {
  const since = waitsSince(port);
  const passed = port.toldUntil - since;
  const next = waitingMs.find((ms) => ms > passed);
  if (next !== undefined) return since + next;
  const last = waitingMs.at(-1);
  return last === undefined ? NEVER : since + last * (Math.floor(passed / last) + 1);
}

function askAt(missing: Timed['missing']): number {
  if (missing === null || missing.told || missing.listings < LISTINGS) return NEVER;
  return missing.since + MISSING_MS;
}
