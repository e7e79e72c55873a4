import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALARM_TIMES, type AlarmTimes } from '../../../src/domain/port/alarm-times.ts';
import { dueAt, dueNow, type Timed } from '../../../src/domain/port/due.ts';
import type { History } from '../../../src/domain/port/history.ts';
import { NO_HISTORY } from '../../store/support/samples.ts';
import { listed } from '../support.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A port that went into its state at the beginning of time. */
function port(overrides: Partial<Timed> = {}): Timed {
  return {
    state: 'requested',
    stateSince: 0,
    firstAvailableAt: null,
    seen: listed(),
    missing: null,
    history: NO_HISTORY,
    toldUntil: 0,
    ...overrides,
  };
}

/** What is told of a port that is looked at then and then: when, and what. */
function lived(of: Timed, at: readonly number[], times: AlarmTimes = ALARM_TIMES) {
  let now = of;
  return at.flatMap((moment) => {
    const due = dueNow(now, times, moment);
    if (due?.kind !== 'alarm' && due?.kind !== 'wait') return [];
    now = { ...now, toldUntil: moment };
    const what = due.kind === 'wait' ? 'wait' : `${due.alarm.kind} ${due.alarm.step}`;
    return [{ at: moment, what, passed: due.kind === 'alarm' ? due.passed : [] }];
  });
}

const days = (...all: number[]) => all.map((day) => day * DAY);
const told = (of: Timed, at: readonly number[]) =>
  lived(of, at).map(({ at: when, what }) => [when / DAY, what]);
const everyDay = (count: number) => days(...Array.from({ length: count }, (_, day) => day + 1));

describe('a port that waits', () => {
  test('for AWS is told of at day 1, then as alarms at 72 hours, day 5 and day 6, and again at day 7', () => {
    expect(told(port(), everyDay(9))).toEqual([
      [1, 'wait'],
      [3, 'requested 1'],
      [5, 'unanswered 1'],
      [6, 'unanswered 2'],
      [7, 'wait'],
    ]);
  });

  test('for light is told of ever less often, and as alarms at day 60, 80 and 90 of its LOA', () => {
    const dark = port({ state: 'down', seen: listed({ loaIssueTime: 0 }) });
    expect(told(dark, everyDay(100))).toEqual([
      [1, 'wait'],
      [3, 'wait'],
      [7, 'wait'],
      [14, 'wait'],
      [28, 'wait'],
      [42, 'wait'],
      [56, 'wait'],
      [60, 'loa 1'],
      [70, 'wait'],
      [80, 'loa 2'],
      [84, 'wait'],
      [90, 'loa 3'],
      [98, 'wait'],
    ]);
  });

  test('for light that it had is told of since that was lost, whatever AWS called it meanwhile', () => {
    const history = { ...NO_HISTORY, darkSince: -2 * DAY };
    const lost = port({
      state: 'down',
      firstAvailableAt: -9 * DAY,
      history,
      seen: listed({ loaIssueTime: 0 }),
    });
    expect(told(lost, everyDay(90)).slice(0, 2)).toEqual([
      [1, 'wait'],
      [5, 'wait'],
    ]);
    expect(told(lost, everyDay(90)).every(([, what]) => what === 'wait')).toBe(true);
  });

  test('is quiet once somebody looks after it, until the next step', () => {
    const quiet = port({ history: { ...NO_HISTORY, quiet: true } });
    expect(told(quiet, everyDay(9)).map(([, what]) => what)).toEqual([
      'requested 1',
      'unanswered 1',
      'unanswered 2',
    ]);
  });

  test.each(['available', 'unknown', 'deleting', 'a-new-word'])(
    'no more, since it is %s, is quiet',
    (state) => {
      expect(lived(port({ state }), everyDay(100))).toEqual([]);
      expect(dueAt(port({ state }), ALARM_TIMES, 0)).toBeNull();
    },
  );

  test('is told of the gravest alone where several are due, and the rest are marked with it', () => {
    expect(lived(port(), days(6.5))).toEqual([
      {
        at: 6.5 * DAY,
        what: 'unanswered 2',
        passed: [
          { kind: 'requested', episode: 0, step: 1 },
          { kind: 'unanswered', episode: 0, step: 1 },
        ],
      },
    ]);
  });

  test('is told of nothing that was due before it was taken over', () => {
    const dark = port({ state: 'down', seen: listed({ loaIssueTime: 0 }), toldUntil: 85 * DAY });
    expect(told(dark, days(85, 86, 90))).toEqual([[90, 'loa 3']]);
  });

  test('says when it becomes urgent, and who is late', () => {
    expect(dueNow(port(), ALARM_TIMES, DAY)).toEqual({
      kind: 'wait',
      wait: { for: 'aws', state: 'requested', since: 0, passed: DAY, urgentAt: 3 * DAY },
    });
    const dark = port({ state: 'pending', seen: listed({ loaIssueTime: 5 }), toldUntil: 3 * DAY });
    expect(dueNow(dark, ALARM_TIMES, 7 * DAY)).toEqual({
      kind: 'wait',
      wait: { for: 'cross_connect', state: 'pending', since: 0, passed: 7 * DAY, urgentAt: 90 * DAY + 5 },
    });
    const keys = port({ state: 'pending', firstAvailableAt: -1 });
    expect(dueNow(keys, ALARM_TIMES, DAY)).toMatchObject({ wait: { for: 'keys', urgentAt: null } });
  });
});

/** Times in ascending order, as the rules file may have them. */
const anyMs = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 * HOUR }), { maxLength: 4 })
  .map((all) => all.toSorted((a, b) => a - b));
const anyTimes: fc.Arbitrary<AlarmTimes> = fc.record({
  requestedMs: fc.integer({ min: 1, max: 40 * HOUR }),
  unansweredMs: anyMs,
  loaMs: anyMs,
  waitingMs: anyMs,
  loaRetryMs: fc.constant(HOUR),
});
const anyHistory: fc.Arbitrary<History> = fc.record({
  darkSince: fc.option(fc.nat(HOUR)),
  encrypted: fc.boolean(),
  plain: fc.option(fc.record({ since: fc.nat(HOUR), told: fc.boolean() })),
  losses: fc.constant([]),
  flapping: fc.option(fc.record({ since: fc.nat(HOUR), times: fc.nat(9), changedAt: fc.nat(2 * HOUR) })),
  unsettled: fc.boolean(),
  quiet: fc.boolean(),
  early: fc.boolean(),
});
const anyMissing = fc.option(fc.record({ since: fc.nat(HOUR), listings: fc.nat(20), told: fc.boolean() }));
const anyPort = fc.record({
  state: fc.constantFrom('requested', 'pending', 'down', 'available', 'unknown', 'other'),
  stateSince: fc.nat(2 * HOUR),
  firstAvailableAt: fc.option(fc.nat(HOUR)),
  seen: fc.option(fc.nat(HOUR), { nil: undefined }).map((loaIssueTime) => listed({ loaIssueTime })),
  missing: anyMissing,
  history: anyHistory,
  toldUntil: fc.nat(30 * HOUR),
});
/** When a port is looked at, in whatever order: clocks are set, and processes are late. */
const anyMoments = fc.array(fc.nat(100 * HOUR), { minLength: 1, maxLength: 30 });

describe('whatever the times, and whenever it is looked at', () => {
  const untroubled = { ...NO_HISTORY, flapping: null, plain: null };
  /** When each alarm of a port is due. */
  const dueTimes = ({ state, stateSince, seen, firstAvailableAt }: Timed, times: AlarmTimes) => {
    const all = (kind: string, from: number, ms: readonly number[]) =>
      ms.map((after, index) => [`${kind} ${index + 1}`, from + after] as const);
    if (state === 'requested')
      return new Map([
        ...all('requested', stateSince, [times.requestedMs]),
        ...all('unanswered', stateSince, times.unansweredMs),
      ]);
    const waits = ['pending', 'down'].includes(state) && firstAvailableAt === null;
    return new Map(
      waits && seen.loaIssueTime !== undefined ? all('loa', seen.loaIssueTime, times.loaMs) : [],
    );
  };

  test('each alarm is told or marked once, in order, none early, one at a time, none that was due before', () => {
    fc.assert(
      fc.property(anyPort, anyTimes, anyMoments, (drawn, times, moments) => {
        const of = { ...drawn, missing: null, history: { ...untroubled, quiet: drawn.history.quiet } };
        const due: ReadonlyMap<string, number> = dueTimes(of, times);
        const all = lived(of, moments, times);
        const alarms = all.filter(({ what }) => what !== 'wait');
        const named: string[] = alarms.flatMap(({ what, passed }) => [
          ...passed.map(({ kind, step }) => `${kind} ${step}`),
          what,
        ]);
        expect(new Set(named).size).toBe(named.length);
        for (const { at, what, passed } of alarms)
          for (const name of [what, ...passed.map(({ kind, step }) => `${kind} ${step}`)]) {
            expect(due.get(name)).toBeLessThanOrEqual(at);
            expect(due.get(name)).toBeGreaterThan(of.toldUntil);
          }
        const last = Math.max(...moments);
        const missed = [...due].filter(
          ([name, at]) => at > of.toldUntil && at <= last && !named.includes(name),
        );
        expect(missed).toEqual([]);
        const kinds = alarms.map(({ what }) => what.split(' ')[0]);
        for (const kind of new Set(kinds)) {
          const steps = alarms.flatMap(({ what }) =>
            what.startsWith(`${kind} `) ? [Number(what.split(' ')[1])] : [],
          );
          expect(steps).toEqual(steps.toSorted((a, b) => a - b));
        }
        expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).toSorted((a, b) => a - b));
      }),
    );
  });

  test('it is taken up by then, within the hour, and not for nothing', () => {
    fc.assert(
      fc.property(anyPort, anyTimes, fc.nat(60 * HOUR), fc.nat(3 * HOUR), (of, times, now, later) => {
        const due = dueAt(of, times, now);
        if (due !== null) {
          expect(due).toBeGreaterThanOrEqual(now);
          expect(due).toBeLessThanOrEqual(now + HOUR);
          if (due < now + HOUR) expect(dueNow(of, times, due)).toBeDefined();
        }
        if (dueNow(of, times, now + later) !== undefined)
          expect(due ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(now + Math.max(later, HOUR));
      }),
    );
  });

  test('looked at in time, nothing that waits stays untold', () => {
    fc.assert(
      fc.property(anyTimes, (times) => {
        const moments = Array.from({ length: 200 }, (_, index) => (index + 1) * HOUR);
        const waits = lived(port({ state: 'down' }), moments, times).length;
        const last = times.waitingMs.at(-1);
        expect(waits > 0).toBe(last !== undefined);
      }),
    );
  });
});

describe('a port that is not as it was', () => {
  test('is asked for by its ID once it was missing for a minute and in ten listings, and not told yet', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(3 * MINUTE), fc.boolean(), (listings, passed, isTold) => {
        const missing = { since: 1_000, listings, told: isTold };
        const due = dueNow(port({ missing }), ALARM_TIMES, 1_000 + passed);
        expect(due?.kind).toBe(listings >= 10 && passed >= MINUTE && !isTold ? 'ask' : undefined);
      }),
    );
  });

  test('is stable an hour after its last change', () => {
    const flapping = { since: 0, times: 4, changedAt: 5 * MINUTE };
    const of = port({ state: 'down', firstAvailableAt: 0, history: { ...NO_HISTORY, flapping } });
    expect(dueNow(of, ALARM_TIMES, HOUR)).toBeUndefined();
    expect(dueAt(of, ALARM_TIMES, 6 * MINUTE)).toBe(HOUR + 5 * MINUTE);
    expect(dueNow(of, ALARM_TIMES, HOUR + 5 * MINUTE)).toEqual({ kind: 'settle' });
  });

  test('is alarmed about that has light again and no encryption five minutes later', () => {
    const plain = { since: MINUTE, told: false };
    const seen = listed({ encryptionMode: 'must_encrypt' });
    const of = port({ state: 'available', seen, history: { ...NO_HISTORY, encrypted: true, plain } });
    expect(dueNow(of, ALARM_TIMES, 6 * MINUTE - 1)).toBeUndefined();
    expect(dueNow(of, ALARM_TIMES, 6 * MINUTE)).toEqual({
      kind: 'alarm',
      alarm: { kind: 'encryption_lost', episode: MINUTE, step: 1, since: MINUTE, mode: 'must_encrypt' },
      passed: [],
    });
  });
});
