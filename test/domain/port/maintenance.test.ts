import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HealthEvent } from '../../../src/domain/port/health-event.ts';
import {
  asHeard,
  asTold,
  bothOn,
  coversNow,
  isDone,
  type Maintenance,
  type MaintenanceStep,
  toTell,
} from '../../../src/domain/port/maintenance.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 0, 5, 9);
const PORT = { requestId: 'ic-00', interconnectId: 'dxcon-one' };

const event = (more: Partial<HealthEvent> = {}): HealthEvent => ({
  arn: 'arn:one',
  code: 'AWS_DIRECTCONNECT_MAINTENANCE_SCHEDULED',
  planned: true,
  startsAt: NOW + 14 * DAY,
  endsAt: NOW + 14 * DAY + 4 * HOUR,
  status: 'upcoming',
  words: 'A router.',
  ports: ['dxcon-one'],
  ...more,
});

/** What is told, hour by hour, from NOW on of an event that AWS shows as `at` says. */
function life(
  at: (now: number) => HealthEvent | undefined,
  hours = 24 * 30,
): [step: MaintenanceStep, at: number][] {
  const told: [MaintenanceStep, number][] = [];
  let known: Maintenance | undefined;
  for (let now = NOW; now < NOW + hours * HOUR; now += HOUR) {
    const shown = at(now);
    if (shown) known = asHeard(shown, PORT, known, now);
    const step = known && toTell(known, now);
    if (known && step) {
      known = asTold(known, step, now);
      told.push([step, (now - NOW) / HOUR]);
    }
  }
  return told;
}

describe('planned maintenance', () => {
  test('is announced, reminded of the day before, and over once its end has passed', () => {
    expect(life(() => event())).toEqual([
      ['announced', 0],
      ['reminded', 13 * 24],
      ['ended', 14 * 24 + 5],
    ]);
  });

  test('is over as soon as AWS says so', () => {
    const closed = (now: number) => event({ status: now >= NOW + 14 * DAY + 2 * HOUR ? 'closed' : 'open' });
    expect(life(closed).at(-1)).toEqual(['ended', 14 * 24 + 2]);
  });

  test('is called off where AWS closes it before it begins', () => {
    expect(life((now) => event({ status: now >= NOW + 3 * DAY ? 'closed' : 'upcoming' }))).toEqual([
      ['announced', 0],
      ['called_off', 72],
    ]);
  });

  test('is told again when its window moves, and reminded of anew', () => {
    const moved = (now: number) =>
      now < NOW + 13.5 * DAY ? event() : event({ startsAt: NOW + 20 * DAY, endsAt: NOW + 20 * DAY + HOUR });
    expect(life(moved)).toEqual([
      ['announced', 0],
      ['reminded', 13 * 24],
      ['moved', 13.5 * 24],
      ['reminded', 19 * 24],
      ['ended', 20 * 24 + 2],
    ]);
  });

  test('is told to last longer', () => {
    const longer = (now: number) =>
      now < NOW + 14 * DAY + HOUR ? event() : event({ endsAt: NOW + 14 * DAY + 8 * HOUR, status: 'open' });
    expect(life(longer).slice(2)).toEqual([
      ['moved', 14 * 24 + 1],
      ['ended', 14 * 24 + 9],
    ]);
  });

  test.each([
    [
      30,
      [
        ['announced', 0],
        ['reminded', 12],
      ],
    ],
    [
      20,
      [
        ['announced', 0],
        ['reminded', 12],
      ],
    ],
    [11, [['announced', 0]]],
    [-1, [['announced', 0]]],
  ])('that is %d hours ahead is reminded of only some time after it was announced', (hours, told) => {
    const soon = () => event({ startsAt: NOW + hours * HOUR, endsAt: NOW + (hours + 4) * HOUR });
    expect(life(soon, Math.max(hours, 1))).toEqual(told);
  });

  test('of which AWS tells no end is over a day after it began', () => {
    expect(life(() => event({ endsAt: null })).at(-1)).toEqual(['ended', 15 * 24 + 1]);
  });

  test('that was over before it was heard of is no news', () => {
    expect(life(() => event({ startsAt: NOW - DAY, endsAt: NOW - 20 * HOUR }))).toEqual([]);
    expect(life(() => event({ status: 'closed' }))).toEqual([]);
  });
});

describe('something that has gone wrong', () => {
  const issue = (more: Partial<HealthEvent> = {}) =>
    event({ planned: false, startsAt: NOW - HOUR, endsAt: null, status: 'open', ...more });

  test('is told once, and when AWS says that it is over', () => {
    const closed = (now: number) => issue(now >= NOW + 5 * DAY ? { status: 'closed', endsAt: now } : {});
    expect(life(closed)).toEqual([
      ['announced', 0],
      ['ended', 120],
    ]);
    expect(life(() => issue())).toEqual([['announced', 0]]);
  });

  test('excuses no lost light', () => {
    expect(coversNow(asHeard(issue(), PORT, undefined, NOW), NOW)).toBe(false);
  });
});

test('light is excused from the beginning of a window to a while after its end, unless AWS has closed it', () => {
  const { startsAt, endsAt } = event();
  const covers = (now: number, more: Partial<HealthEvent> = {}) =>
    coversNow(asHeard(event(more), PORT, undefined, NOW), now);
  expect(
    [startsAt - 1, startsAt, (endsAt ?? 0) + 15 * MINUTE - 1, (endsAt ?? 0) + 15 * MINUTE].map((at) =>
      covers(at),
    ),
  ).toEqual([false, true, true, false]);
  expect(covers(startsAt + HOUR, { status: 'open' })).toBe(true);
  expect(covers(startsAt + HOUR, { status: 'closed' })).toBe(false);
});

test('two windows are on at once where they overlap', () => {
  const [one, two, three] = [0, 2, 4].map((hours) => ({ startsAt: hours, endsAt: hours + 3 }));
  const endless = { startsAt: 5, endsAt: null };
  if (!one || !two || !three) throw new Error('No windows.');
  expect(bothOn(one, two)).toEqual({ startsAt: 2, endsAt: 3 });
  expect(bothOn(two, one)).toEqual({ startsAt: 2, endsAt: 3 });
  expect(bothOn(one, three)).toBeUndefined();
  expect(bothOn(endless, three)).toEqual({ startsAt: 5, endsAt: 7 });
  expect(bothOn(endless, one)).toBeUndefined();
  expect(bothOn(endless, endless)).toEqual(endless);
});

test('whatever AWS says and whenever: nothing is told twice of the same window, and nothing after the end', () => {
  const shown = fc.record({
    planned: fc.boolean(),
    startsAt: fc.integer({ min: -2, max: 6 }).map((days) => NOW + days * DAY),
    endsAt: fc.option(fc.integer({ min: 0, max: 8 }).map((days) => NOW + days * DAY)),
    status: fc.constantFrom('upcoming', 'open', 'closed', 'something'),
  });
  const rounds = fc.array(
    fc.record({ shown: fc.option(shown), after: fc.integer({ min: 0, max: 3 * DAY }) }),
  );
  fc.assert(
    fc.property(rounds, (all) => {
      let now = NOW;
      let known: Maintenance | undefined;
      const told: string[] = [];
      for (const { shown: more, after } of all) {
        now += after;
        if (more) known = asHeard(event(more), PORT, known, now);
        if (!known) continue;
        const wasDone = isDone(known);
        // Another process, or the same after a restart, comes to the same and then finds it told.
        const step = toTell(known, now);
        expect(toTell(structuredClone(known), now)).toBe(step);
        if (!step) continue;
        expect(wasDone).toBe(false);
        known = asTold(known, step, now);
        expect(toTell(known, now)).toBeUndefined();
        if (told.length > 0) expect(step).not.toBe('announced');
        told.push(step);
      }
      expect(told.filter((step) => step === 'ended' || step === 'called_off').length).toBeLessThanOrEqual(1);
    }),
  );
});
