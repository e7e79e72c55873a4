import { expect, test } from 'vitest';
import { firstTryAt, nextTryAt } from '../../../src/domain/port/tracing.ts';

const MINUTE = 60_000;

test('CloudTrail is asked five minutes after a port is gone, and then ever later for half an hour', () => {
  const tries: number[] = [];
  for (let at: number | null = firstTryAt(0); at !== null; at = nextTryAt(0, at)) tries.push(at / MINUTE);
  expect(tries).toEqual([5, 10, 20, 30]);
});

test('whoever asks late asks once, not as often as was missed', () => {
  expect(nextTryAt(0, 19 * MINUTE)).toBe(20 * MINUTE);
  expect(nextTryAt(0, 31 * MINUTE)).toBeNull();
});
