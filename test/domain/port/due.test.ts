import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueAt, dueNow } from '../../../src/domain/port/due.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

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
  expect(dueAt({ missing: null }, 0)).toBeNull();
});

test('whatever a port will call for, it is asked again by then, and within the hour', () => {
  const anyMissing = fc.record({ since: fc.nat(DAY), listings: fc.nat(20), told: fc.boolean() });
  fc.assert(
    fc.property(anyMissing, fc.nat(DAY), fc.nat(DAY), (missing, now, later) => {
      const due = dueAt({ missing }, now);
      if (due !== null) expect(due).toBeGreaterThanOrEqual(now);
      if (due !== null) expect(due).toBeLessThanOrEqual(now + HOUR);
      if (dueNow({ missing }, now + later) !== undefined)
        expect(due).toBeLessThanOrEqual(now + Math.max(later, HOUR));
      if (due !== null && due < now + HOUR) expect(dueNow({ missing }, due)).toBe('ask');
    }),
  );
});
