import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPace } from '../../../src/slack/outbound/pace.ts';

const SECOND = 1_000;

/** A pace whose clock is moved by hand. */
function paced() {
  const clock = { now: 0 };
  return { clock, pace: createPace(() => clock.now) };
}

describe('no call leaves before Slack takes it', () => {
  test.each([
    ['post', 10, SECOND],
    ['update', 15, 1_200],
  ] as const)('%s: a burst, then at its rate, whatever is asked when', (method, burst, everyMs) => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3_000), fc.boolean()), { minLength: 1, maxLength: 200 }),
        (asked) => {
          const { clock, pace } = paced();
          const left: number[] = [];
          for (const [pause, isOutcome] of asked) {
            clock.now += pause;
            if (pace.turn(method, 'C1', isOutcome) === 0) left.push(clock.now);
          }
          left.forEach((from, first) => {
            left.slice(first).forEach((to, count) => {
              expect(count + 1).toBeLessThanOrEqual(burst + (to - from) / everyMs);
            });
          });
        },
      ),
    );
  });

  test('who is told how long to wait can go then, and not a millisecond sooner', () => {
    const { clock, pace } = paced();
    let wait = 0;
    while (wait === 0) wait = pace.turn('post', 'C1');
    clock.now += wait - 1;
    expect(pace.turn('post', 'C1')).toBeGreaterThan(0);
    clock.now += 1;
    expect(pace.turn('post', 'C1')).toBe(0);
  });

  test('a crowd is told to come one after the other, and each gets its turn', () => {
    const { clock, pace } = paced();
    let first = 0;
    while (first === 0) first = pace.turn('post', 'C1');
    const waits = [first, ...Array.from({ length: 9 }, () => pace.turn('post', 'C1'))];
    expect(waits).toEqual(waits.map((_, index) => first + index * SECOND));
    let at = 0;
    for (const wait of waits) {
      clock.now += wait - at;
      at = wait;
      expect(pace.turn('post', 'C1')).toBe(0);
    }
  });

  test('what came of an order waits for no small talk, however many others want to say something', () => {
    const { clock, pace } = paced();
    for (let count = 0; count < 50; count++) pace.turn('post', 'C1');
    expect(pace.turn('post', 'C1', true)).toBe(0);
    // And where Slack's own limit is reached, it is the next that may go.
    let wait = 0;
    while (wait === 0) wait = pace.turn('post', 'C1', true);
    expect(wait).toBeLessThanOrEqual(SECOND);
    clock.now += wait;
    expect(pace.turn('post', 'C1')).toBeGreaterThan(0);
    expect(pace.turn('post', 'C1', true)).toBe(0);
  });

  test.each([true, false])(
    'a crowd asks about twice each, whether it is of outcomes (%s) or not',
    (isOutcome) => {
      const { clock, pace } = paced();
      const CROWD = 100;
      let asked = 0;
      let left = 0;
      const waiting = Array.from({ length: CROWD }, () => 0);
      while (left < CROWD) {
        clock.now = Math.min(...waiting);
        const next = waiting.indexOf(clock.now);
        const wait = pace.turn('post', 'C1', isOutcome);
        asked += 1;
        if (wait === 0) left += 1;
        waiting[next] = wait === 0 ? Number.POSITIVE_INFINITY : clock.now + wait;
      }
      expect(asked).toBeLessThan(4 * CROWD);
    },
  );

  test('posts have a limit per channel, changes one for all, and neither holds the other', () => {
    const { pace } = paced();
    while (pace.turn('post', 'C1') === 0);
    expect(pace.turn('post', 'C2')).toBe(0);
    expect(pace.turn('update', 'C1')).toBe(0);
    while (pace.turn('update', 'C1') === 0);
    expect(pace.turn('update', 'C2')).toBeGreaterThan(0);
    expect(pace.turn('post', 'C2')).toBe(0);
  });
});

describe('a 429', () => {
  test('holds nobody else; a second one in a row holds all of its kind for as long as it says', () => {
    const { clock, pace } = paced();
    pace.limited('post', 'C1', 30 * SECOND);
    expect(pace.turn('post', 'C1')).toBe(0);
    pace.limited('post', 'C1', 30 * SECOND);
    expect(pace.turn('post', 'C1')).toBe(30 * SECOND);
    expect(pace.turn('post', 'C2')).toBe(0);
    clock.now += 30 * SECOND;
    expect(pace.turn('post', 'C1')).toBe(0);
  });

  test('is forgotten with the next call that Slack takes', () => {
    const { pace } = paced();
    pace.limited('post', 'C1', 30 * SECOND);
    pace.worked('post', 'C1');
    pace.limited('post', 'C1', 30 * SECOND);
    expect(pace.turn('post', 'C1')).toBe(0);
  });
});

describe('a place where nothing can be written', () => {
  test.each(['C1', 'everywhere'] as const)('%s: one probe a minute, until it works again', (place) => {
    const { clock, pace } = paced();
    pace.closed('post', place);
    expect(pace.turn('post', 'C1')).toBe(60 * SECOND);
    expect(pace.turn('post', 'C2')).toBe(place === 'C1' ? 0 : 60 * SECOND);
    clock.now += 60 * SECOND;
    expect(pace.turn('post', 'C1')).toBe(0);
    expect(pace.turn('update', 'C1')).toBe(place === 'C1' ? 0 : 15 * SECOND);
    pace.closed('post', place);
    expect(pace.turn('post', 'C1')).toBe(60 * SECOND);
    clock.now += 60 * SECOND;
    expect(pace.turn('post', 'C1')).toBe(0);
    pace.worked('post', 'C1');
    expect(pace.turn('post', 'C1')).toBe(0);
  });

  test('whoever comes while the probe is under way comes back when it has ended, and not a minute later', () => {
    const { clock, pace } = paced();
    pace.closed('update', 'C1');
    clock.now += 60 * SECOND;
    expect(pace.turn('update', 'C1')).toBe(0);
    expect(pace.untilTurn('update', 'C1')).toBe(15 * SECOND);
    expect(pace.turn('update', 'C1')).toBe(15 * SECOND);
    pace.worked('update', 'C1');
    clock.now += 15 * SECOND;
    expect(pace.turn('update', 'C1')).toBe(0);
  });

  test('a probe that nobody hears of again is followed by none within the minute', () => {
    const { clock, pace } = paced();
    pace.closed('post', 'C1');
    let probes = 0;
    for (; clock.now < 600 * SECOND; clock.now += SECOND) if (pace.turn('post', 'C1') === 0) probes += 1;
    expect(probes).toBe(9);
  });
});
