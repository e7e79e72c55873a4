import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueNow } from '../../../src/domain/port/due.ts';

const MINUTE = 60_000;

test('a port is asked for by its ID once it was missing for a minute and in ten listings, and not told yet', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.nat(3 * MINUTE), fc.boolean(), (listings, passed, told) => {
      const due = dueNow({ missing: { since: 1_000, listings, told } }, 1_000 + passed);
      expect(due).toBe(listings >= 10 && passed >= MINUTE && !told ? 'ask' : undefined);
    }),
  );
});

test('a port that is listed calls for nothing', () => {
  expect(dueNow({ missing: null }, Number.MAX_SAFE_INTEGER)).toBeUndefined();
});
