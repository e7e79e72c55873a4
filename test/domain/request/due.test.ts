import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueAt, dueNow } from '../../../src/domain/request/due.ts';
import { STATUS } from '../../../src/domain/request/status.ts';
import { AT, request, STATES, STATUSES } from '../support.ts';

const HOUR = 3_600_000;
const anyStatus = fc.constantFrom(...STATUSES);
const anyTime = fc.integer({ min: 0, max: 200 * HOUR }).map((ms) => AT + ms);

test('what waits for people calls for nothing before it expires; everything else for its work at once', () => {
  fc.assert(
    fc.property(anyStatus, anyTime, (status, now) => {
      const waiting = request({ state: STATES[status] });
      const { work, due } = STATUS[status];
      const early = due === 'at_expiry' && now < waiting.expiresAt;
      expect(dueNow(waiting, now)).toBe(early || work === null ? undefined : work);
    }),
  );
});

test('nothing is put off for longer than an hour, and nothing beyond the time that it is to be done', () => {
  fc.assert(
    fc.property(anyStatus, anyTime, anyTime, (status, now, workAt) => {
      const { expiresAt } = request();
      const at = dueAt(STATES[status], { expiresAt }, workAt, now);
      const { due } = STATUS[status];
      const wanted = due === 'soon' ? workAt : expiresAt;
      expect(at).toBe(due === null ? null : Math.min(wanted, now + HOUR));
    }),
  );
});

describe('asked whenever it is due', () => {
  test('a request expires at its time, neither sooner nor later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 * HOUR }), (left) => {
        const waiting = request({ expiresAt: AT + left });
        let now = AT;
        for (let times = 0; dueNow(waiting, now) === undefined && times < 200; times++) {
          now = dueAt(waiting.state, waiting, now, now) ?? Number.NaN;
        }
        expect(now).toBe(waiting.expiresAt);
      }),
    );
  });
});
