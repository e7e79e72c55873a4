import { expect, it } from 'vitest';
import { Journal } from '../../../sandbox/control/journal/journal.ts';

it('keeps the newest 5,000 entries, and payloads of the newest 1,000 that have some', () => {
  const journal = new Journal();
  for (let n = 1; n <= 6_000; n += 1) {
    const detail = { request: n };
    journal.add({ at: n, side: 'aws', who: 'Bot', what: String(n), ...(n % 2 === 0 ? { detail } : {}) });
  }
  const entries = journal.after(0);
  expect([journal.last, entries.length, entries[0]?.n]).toEqual([6_000, 5_000, 1_001]);
  expect(entries.filter(({ hasDetail }) => hasDetail).map(({ n }) => n)[0]).toBe(4_002);
  expect(journal.entry(1_000)).toBeUndefined();
  expect(journal.entry(4_000)).toMatchObject({ hasDetail: false, request: undefined });
  expect(journal.entry(4_002)).toMatchObject({ hasDetail: true, request: 4_002 });
  expect(journal.after(6_000)).toEqual([]);
});
