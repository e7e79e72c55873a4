import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

const START = Date.UTC(2026, 0, 5, 9);

/** A clock over a base that stands still until it is moved. */
function clockOverBase() {
  let base = START;
  const clock = createClock(() => base);
  return {
    clock,
    pass: (ms: number) => {
      base += ms;
    },
  };
}

it('goes as its base does until it is told otherwise', () => {
  const { clock, pass } = clockOverBase();
  expect(clock.now()).toBe(START);
  pass(1500);
  expect(clock.now()).toBe(START + 1500);
});

it('is set, sped up, stopped and made to jump, each from the time that it shows', () => {
  const { clock, pass } = clockOverBase();
  clock.speed(60);
  pass(1000);
  expect(clock.now()).toBe(START + 60_000);
  clock.jump(500);
  pass(1000);
  expect(clock.now()).toBe(START + 120_500);
  clock.speed(0);
  expect(clock.times()).toBe(0);
  pass(9000);
  expect(clock.now()).toBe(START + 120_500);
  clock.speed(1);
  clock.set(7);
  pass(2);
  expect(clock.now()).toBe(9);
});

it('tells its listeners of each change, until they have had enough', () => {
  const { clock } = clockOverBase();
  const times: number[] = [];
  const stop = clock.on(() => times.push(clock.now() - START));
  clock.jump(5);
  clock.speed(2);
  clock.set(START + 1);
  stop();
  clock.jump(1);
  expect(times).toEqual([5, 5, 1]);
});

it('never goes back unless it is set back, whatever it is told', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('pass'), by: fc.integer({ min: 0, max: 5000 }) }),
    fc.record({ kind: fc.constant('speed'), by: fc.integer({ min: 0, max: 86_400 }) }),
    fc.record({ kind: fc.constant('jump'), by: fc.integer({ min: 0, max: 86_400_000 }) }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const { clock, pass } = clockOverBase();
      let before = clock.now();
      for (const { kind, by } of steps) {
        if (kind === 'pass') pass(by);
        else if (kind === 'speed') clock.speed(by);
        else clock.jump(by);
        const after = clock.now();
        expect(after).toBeGreaterThanOrEqual(before);
        before = after;
      }
      clock.set(before - 1);
      expect(clock.now()).toBe(before - 1);
    }),
  );
});

it("follows a base that goes back, but not this machine's clock", () => {
  const { clock, pass } = clockOverBase();
  pass(-500);
  expect(clock.now()).toBe(START - 500);
  vi.useFakeTimers({ now: START });
  const own = createClock();
  vi.setSystemTime(START + 500);
  expect(own.now()).toBe(START + 500);
  vi.setSystemTime(START);
  expect(own.now()).toBe(START + 500);
});

it('refuses what is no speed and no jump', () => {
  const { clock } = clockOverBase();
  for (const wrong of [-1, Number.NaN]) {
    expect(() => clock.speed(wrong)).toThrow(RangeError);
    expect(() => clock.jump(wrong)).toThrow(RangeError);
  }
  expect(() => clock.speed(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  expect(clock.now()).toBe(START);
});
