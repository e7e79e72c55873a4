import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAtRest, nextListingIn, type Pace, type Rhythm } from '../../../src/domain/port/rhythm.ts';

import { listed } from '../support.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = 100 * DAY;

const pollMs = fc.integer({ min: 50, max: HOUR });
const pace = fc.record({
  pollMs,
  atRest: fc.boolean(),
  now: fc.constant(NOW),
  random: fc.double({ min: 0, max: 0.999, noNaN: true }).map((value) => () => value),
});
const rhythm = fc.record({
  changedAt: fc.integer({ min: 0, max: NOW }),
  throttled: fc.nat(2_000),
});
const middle = () => 0.5;

/** Without chance. */
function next(changed: Partial<Rhythm> & { ago?: number }, asked: Partial<Pace> = {}): number {
  const { ago = HOUR, throttled = 0 } = changed;
  return nextListingIn(
    { changedAt: NOW - ago, throttled },
    { pollMs: MINUTE, atRest: false, now: NOW, random: middle, ...asked },
  );
}

describe('the next listing', () => {
  test.each<[string, number, number]>([
    ['usually after STATE_POLL_SECONDS', next({}), MINUTE],
    ['sooner for five minutes after a change', next({ ago: 0 }), 15 * SECOND],
    ['as usual after them', next({ ago: 5 * MINUTE }), MINUTE],
    ['as usual where all is well, and a change was within the day', next({}, { atRest: true }), MINUTE],
    [
      'slower where all is well and nothing has changed for a day',
      next({ ago: DAY }, { atRest: true }),
      5 * MINUTE,
    ],
    ['as usual where something is waited for, however long', next({ ago: 90 * DAY }), MINUTE],
    ['never sooner than five seconds', next({ ago: 0 }, { pollMs: 8 * SECOND }), 5 * SECOND],
    ['unless that is what is set', next({ ago: 0 }, { pollMs: 50 }), 50],
    ['later the first time that AWS is asked too often', next({ throttled: 1 }), 2 * MINUTE],
    ['and later still the next', next({ throttled: 2 }), 4 * MINUTE],
    ['but never later than after ten minutes', next({ throttled: 9 }), 10 * MINUTE],
    ['where that is not the usual pace', next({ throttled: 9 }, { pollMs: 20 * MINUTE }), 20 * MINUTE],
  ])('is due %s', (_what, is, tobe) => {
    expect(is).toBe(tobe);
  });

  test('is due within the hour, in a time that makes sense, whatever comes', () => {
    fc.assert(
      fc.property(rhythm, pace, (so, asked) => {
        const ms = nextListingIn(so, asked);
        expect(ms).toBeGreaterThanOrEqual(Math.min(asked.pollMs, 5 * SECOND) * 0.9 - 1);
        expect(ms).toBeLessThanOrEqual(HOUR);
      }),
    );
  });

  test('is within a tenth of what it would be without chance', () => {
    fc.assert(
      fc.property(rhythm, pace, (so, asked) => {
        const without = nextListingIn(so, { ...asked, random: middle });
        const ms = nextListingIn(so, asked);
        expect(ms).toBeGreaterThanOrEqual(Math.min(without * 0.9, HOUR) - 1);
        expect(ms).toBeLessThanOrEqual(Math.min(without * 1.1, HOUR) + 1);
      }),
    );
  });

  test('never comes sooner the more often AWS was asked too often, nor the longer nothing has changed', () => {
    fc.assert(
      fc.property(rhythm, pace, fc.nat(20), fc.nat(2 * DAY), (so, asked, more, longer) => {
        const ms = nextListingIn(so, asked);
        expect(nextListingIn({ ...so, throttled: so.throttled + more }, asked)).toBeGreaterThanOrEqual(ms);
        expect(nextListingIn({ ...so, changedAt: so.changedAt - longer }, asked)).toBeGreaterThanOrEqual(ms);
      }),
    );
  });

  test('is slower than usual only where all is at rest for a day or AWS was asked too often', () => {
    fc.assert(
      fc.property(rhythm, pace, (so, asked) => {
        const isSlow = nextListingIn(so, { ...asked, random: middle }) > asked.pollMs;
        if (isSlow) expect(so.throttled > 0 || (asked.atRest && NOW - so.changedAt >= DAY)).toBe(true);
      }),
    );
  });

  test('after any number of refusals is as before once AWS has answered', () => {
    fc.assert(
      fc.property(rhythm, pace, (so, asked) => {
        const answered = nextListingIn({ ...so, throttled: 0 }, asked);
        expect(answered).toBeLessThanOrEqual(Math.min(asked.pollMs * 5.5, HOUR));
      }),
    );
  });
});

test.each<[string, Parameters<typeof listed>[0] | undefined, boolean]>([
  ['with light', { state: 'available' }, true],
  [
    'that is encrypted',
    { state: 'available', encryptionMode: 'must_encrypt', portEncryptionStatus: 'Encryption Up' },
    true,
  ],
  [
    'that is not to be encrypted',
    { state: 'available', encryptionMode: 'no_encrypt', portEncryptionStatus: 'Encryption Down' },
    true,
  ],
  [
    'that has lost its encryption',
    { state: 'available', encryptionMode: 'should_encrypt', portEncryptionStatus: 'Encryption Down' },
    false,
  ],
  ['without light', { state: 'down' }, false],
  ['in a state that nobody knows', { state: 'word' }, false],
  ['that is not listed', undefined, false],
])('whether nobody waits for anything of a port %s', (_what, seen, is) => {
  expect(isAtRest(seen && listed(seen))).toBe(is);
});
