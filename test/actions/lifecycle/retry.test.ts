import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lookAgainIn, retryIn } from '../../../src/actions/lifecycle/retry.ts';

test.each([
  ['the next try', retryIn],
  ['the next look', lookAgainIn],
])('until %s pass whole milliseconds, since PostgreSQL keeps no others: 2.5 s to 5 min', (_, pause) => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.nat(100_000_000), chance, (before, random) => {
      const ms = pause(before, () => random);
      expect(Number.isSafeInteger(ms)).toBe(true);
      expect(ms).toBeGreaterThanOrEqual(2_500);
      expect(ms).toBeLessThanOrEqual(300_000);
    }),
  );
});
