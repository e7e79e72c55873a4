import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRightOfWay } from '../../src/workers/right-of-way.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** An order that takes as long as it is let. */
function order() {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  return { run: () => promise, end: () => resolve(true), fail: () => reject(new Error('No answer.')) };
}

test('messages wait until the last order has its answer, and are woken then, once', async () => {
  const free = vi.fn();
  const way = createRightOfWay(200, free);
  expect(way.isTaken()).toBe(false);
  const [first, second] = [order(), order()];
  const both = [way.during(first.run), way.during(second.run)];
  first.end();
  await both[0];
  expect([way.isTaken(), free.mock.calls.length]).toEqual([true, 0]);
  second.fail();
  await expect(both[1]).rejects.toThrow('No answer.');
  expect([way.isTaken(), free.mock.calls.length]).toEqual([false, 1]);
  vi.advanceTimersByTime(1_000);
  expect(free).toHaveBeenCalledTimes(1);
});

test('they wait for 200 ms at most, even if one order follows the other', async () => {
  const free = vi.fn();
  const way = createRightOfWay(200, free);
  let last = order();
  let under = way.during(last.run);
  for (let count = 0; count < 4; count++) {
    const next = order();
    const following = way.during(next.run);
    last.end();
    await under;
    [last, under] = [next, following];
    vi.advanceTimersByTime(49);
  }
  expect([way.isTaken(), free.mock.calls.length]).toEqual([true, 0]);
  vi.advanceTimersByTime(4);
  expect([way.isTaken(), free.mock.calls.length]).toEqual([false, 1]);
  last.end();
  await under;
  const later = order();
  const lastly = way.during(later.run);
  expect(way.isTaken()).toBe(true);
  later.end();
  await lastly;
});
