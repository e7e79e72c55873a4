import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Duty } from '../../src/interfaces/duty.ts';
import { createDuties, type Duties } from '../../src/workers/duties.ts';

let duties: Duties;
let runs: number[];
let next: number | undefined;
let broken: Error | undefined;
let errors: unknown[];

const duty: Duty = {
  failure: 'it failed',
  level: 'warn',
  firstMs: 100,
  async run() {
    runs.push(performance.now());
    if (broken) throw broken;
    return next;
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  [runs, next, broken, errors] = [[], 1_000, undefined, []];
  duties = createDuties((one, error) => errors.push([one.failure, error]));
});
afterEach(() => {
  duties.stop();
  vi.useRealTimers();
});

test('a duty is done in its time, then whenever it says, until it says no more', async () => {
  duties.begin(duty);
  await vi.advanceTimersByTimeAsync(99);
  expect(runs).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1_001);
  expect(runs).toHaveLength(2);
  next = undefined;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runs).toHaveLength(3);
});

test('one that throws is told of by its words, and done again after ten seconds', async () => {
  broken = new RangeError('down');
  duties.begin(duty);
  await vi.advanceTimersByTimeAsync(100);
  expect(errors).toEqual([['it failed', broken]]);
  broken = undefined;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(runs).toHaveLength(2);
});

test('after a stop nothing is begun any more, not even by what was under way', async () => {
  duties.begin(duty);
  await vi.advanceTimersByTimeAsync(100);
  duties.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(runs).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});
