import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRightOfWay } from '../../src/workers/right-of-way.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('messages wait until the last order has left, and are woken then, once', () => {
  const free = vi.fn();
  const way = createRightOfWay(free);
  expect(way.isTaken()).toBe(false);
  const [first, second] = [way.take(), way.take()];
  first();
  first();
  expect([way.isTaken(), free.mock.calls.length]).toEqual([true, 0]);
  second();
  expect([way.isTaken(), free.mock.calls.length]).toEqual([false, 1]);
  vi.advanceTimersByTime(1_000);
  expect(free).toHaveBeenCalledTimes(1);
});

test('they wait for 200 ms at most, even if one order follows the other', () => {
  const free = vi.fn();
  const way = createRightOfWay(free);
  let before = way.take();
  for (let order = 0; order < 4; order++) {
    const next = way.take();
    before();
    before = next;
    vi.advanceTimersByTime(49);
  }
  expect([way.isTaken(), free.mock.calls.length]).toEqual([true, 0]);
  vi.advanceTimersByTime(4);
  expect([way.isTaken(), free.mock.calls.length]).toEqual([false, 1]);
  before();
  const later = way.take();
  expect(way.isTaken()).toBe(true);
  later();
});
