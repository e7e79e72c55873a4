import { describe, expect, test } from 'vitest';
import { STATUS, statusesWhere } from '../../../src/domain/request/status.ts';

describe('what holds for a status', () => {
  test('agrees with itself', () => {
    for (const [status, { work, due, searched, waits, open, ended }] of Object.entries(STATUS)) {
      expect({ status, due: due === null }).toEqual({ status, due: work === null });
      expect({ status, open: open && ended }).toEqual({ status, open: false });
      expect({ status, waits: waits && !open }).toEqual({ status, waits: false });
      expect({ status, searched: searched && due !== 'soon' }).toEqual({ status, searched: false });
    }
  });

  test.each([
    ['place', ['approved', 'placing']],
    ['reconcile', ['unsettled', 'needs_decision']],
    ['tend', ['awaiting_approval', 'sent_back', 'refused']],
  ])('the worker that is to %s takes %j', (worker, statuses) => {
    expect(statusesWhere(({ work }) => work === worker).sort()).toEqual([...statuses].sort());
  });

  test('what is open is neither ended nor ordered', () => {
    const left = new Set(statusesWhere(({ open, ended }) => !open && !ended));
    expect([...left]).toEqual(['ordered']);
  });
});
