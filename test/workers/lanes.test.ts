import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, test, vi } from 'vitest';
import { createLanes, type Lanes } from '../../src/workers/lanes.ts';

/** Pieces of work that are due, one after the other, each of which ends when it is told to. */
let due: string[];
let begun: { key: string; end: () => void }[];
let lanes: Lanes;
let full = 0;
let dry = 0;
let errors: unknown[];
/** What the next look for work throws. */
let broken: Error | undefined;

beforeEach(() => {
  [due, begun, errors, full, dry, broken] = [[], [], [], 0, 0, undefined];
  lanes = createLanes({
    async runOnce() {
      // A store takes its time to answer.
      await Promise.resolve();
      if (broken) throw broken;
      const key = due.shift();
      if (key === undefined) return false;
      const { promise, resolve } = Promise.withResolvers<void>();
      begun.push({ key, end: resolve });
      lanes.taken(key);
      await promise;
      return true;
    },
    parallel: 2,
    isDue: () => due.length > 0,
    mark: () => ({ noted: 0, at: 0 }),
    onDry: () => {
      dry += 1;
    },
    onEnd: () => undefined,
    onFull: () => {
      full += 1;
    },
    onError: (error) => errors.push(error),
  });
});
const keys = () => begun.map(({ key }) => key);
const end = (key: string) => begun.find((one) => one.key === key)?.end();

test('as many as may are under way at once; the next begins when one ends', async () => {
  due = ['a', 'b', 'c'];
  lanes.wake();
  await expect.poll(keys).toEqual(['a', 'b']);
  expect(full).toBeGreaterThan(0);
  end('a');
  await expect.poll(keys).toEqual(['a', 'b', 'c']);
});

test('what was taken has some turns for its call to leave before the next is looked for', async () => {
  due = ['a', 'b'];
  lanes.wake();
  for (let turn = 0; turn < 2; turn++) {
    await setImmediate();
    expect(keys()).toEqual(['a']);
  }
  await expect.poll(keys).toEqual(['a', 'b']);
});

test('one at a time looks for work: nobody looks in vain, however often they are woken', async () => {
  due = ['a'];
  for (let times = 0; times < 5; times++) lanes.wake();
  await expect.poll(keys).toEqual(['a']);
  end('a');
  await lanes.stop();
  expect(dry).toBe(0);
});

test('what is gone by the time it is looked for is told once', async () => {
  due = ['a'];
  lanes.wake();
  due.length = 0;
  await expect.poll(() => dry).toBe(1);
  await lanes.stop();
  expect(dry).toBe(1);
});

test('an error is told, and work goes on after a pause', async () => {
  vi.useFakeTimers();
  try {
    due = ['a'];
    broken = new RangeError('down');
    lanes.wake();
    await vi.advanceTimersByTimeAsync(0);
    lanes.wake();
    await vi.advanceTimersByTimeAsync(249);
    expect([errors, keys()]).toEqual([[broken], []]);
    broken = undefined;
    await vi.advanceTimersByTimeAsync(1);
    expect(keys()).toEqual(['a']);
  } finally {
    vi.useRealTimers();
  }
});

test('a stop waits for what is under way and begins nothing new; what is due is left to others', async () => {
  due = ['a', 'b', 'c'];
  lanes.wake();
  await expect.poll(keys).toEqual(['a', 'b']);
  let stopped = false;
  const stopping = lanes.stop().then(() => {
    stopped = true;
  });
  const before = full;
  lanes.wake();
  expect(full).toBe(before + 1);
  end('a');
  await Promise.resolve();
  expect(stopped).toBe(false);
  end('b');
  await stopping;
  expect(keys()).toEqual(['a', 'b']);
});

test('a worker that fails after the stop leaves no timer', async () => {
  vi.useFakeTimers();
  try {
    due = ['a'];
    broken = new RangeError('down');
    lanes.wake();
    await lanes.stop();
    expect([errors, vi.getTimerCount()]).toEqual([[broken], 0]);
  } finally {
    vi.useRealTimers();
  }
});
