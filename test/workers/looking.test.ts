import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Work } from '../../src/interfaces/store.ts';
import { type Board, createBoard } from '../../src/workers/board.ts';
import { type Looker, startLooking } from '../../src/workers/looking.ts';

const LOOK_MS = 5_000;
/** Two looks are so far apart at least. */
const APART_MS = 50;

let board: Board;
let looker: Looker;
let looks: number;
/** What is due, by the time at which it is looked for. */
let due: Partial<Record<Work, number>>;
let woken: number[];
let errors: unknown[];
let broken: Error | undefined;
/** Keeps a look from ending. */
let hold: PromiseWithResolvers<void> | undefined;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  [looks, due, woken, errors, broken, hold] = [0, {}, [], [], undefined, undefined];
  board = createBoard(() => performance.now(), LOOK_MS);
  looker = startLooking({
    async look() {
      looks += 1;
      const read = due;
      if (broken) throw broken;
      await hold?.promise;
      return read;
    },
    board,
    wakeAll: () => {
      if (board.isDue('place')) woken.push(performance.now());
    },
    lookMs: LOOK_MS,
    onError: (error) => errors.push(error),
  });
  await vi.advanceTimersByTimeAsync(0);
});
afterEach(() => {
  looker.stop();
  vi.useRealTimers();
});

test('looks when it starts, and then no more often than it has to', async () => {
  expect(looks).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toBeGreaterThanOrEqual(12);
  expect(looks).toBeLessThanOrEqual(13);
});

test('wakes the workers when the time of what a look has found has come', async () => {
  due = { place: 1_200 };
  looker.lookWithin(0);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(woken).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(woken.length).toBeGreaterThan(0);
});

test("wakes them when a commit's time has come, without another look", async () => {
  board.note({ kind: 'place', key: 'ic-1', inMs: 300 });
  looker.rearm();
  await vi.advanceTimersByTimeAsync(302);
  expect([woken.length > 0, looks]).toEqual([true, 1]);
});

test('looks once more where another process may have left work while it looked', async () => {
  const before = looks;
  looker.lookWithin(0);
  await vi.advanceTimersByTimeAsync(APART_MS + 2);
  expect(looks).toBe(before + 1);
  hold = Promise.withResolvers();
  looker.lookWithin(0);
  await vi.advanceTimersByTimeAsync(APART_MS + 2);
  // It looks by now, and has read already.
  looker.lookWithin(0);
  hold.resolve();
  hold = undefined;
  due = { place: 0 };
  await vi.advanceTimersByTimeAsync(APART_MS + 2);
  expect(looks).toBe(before + 3);
  expect(woken.length).toBeGreaterThan(0);
});

test('a look that fails is told, and the next comes in its time', async () => {
  broken = new RangeError('down');
  await vi.advanceTimersByTimeAsync(LOOK_MS + 2);
  expect(errors).toEqual([broken]);
  broken = undefined;
  await vi.advanceTimersByTimeAsync(LOOK_MS + 2);
  expect(looks).toBe(3);
});

test('a commit of something else, in the moment in which something falls due, does not put it off', async () => {
  board.note({ kind: 'place', key: 'ic-1', inMs: 20 });
  looker.rearm();
  // Its time has come, and its timer has not run yet: the process was busy with that commit.
  vi.setSystemTime(0);
  const real = performance.now();
  const late = vi.spyOn(performance, 'now').mockImplementation(() => real + 20.5);
  board.note({ kind: 'deliver', key: 'ic-2:dm', inMs: null });
  looker.rearm();
  late.mockRestore();
  await vi.advanceTimersByTimeAsync(25);
  expect(woken.length).toBeGreaterThan(0);
});

test('what is known to be due waits for no look, however long that takes', async () => {
  hold = Promise.withResolvers();
  board.note({ kind: 'place', key: 'ic-1', inMs: 300 });
  looker.lookWithin(0);
  await vi.advanceTimersByTimeAsync(APART_MS + 2);
  expect(looks).toBe(2);
  await vi.advanceTimersByTimeAsync(300);
  expect(woken.length).toBeGreaterThan(0);
  hold.resolve();
});

test('however often others say that they left something, no more than twenty looks a second come of it', async () => {
  const before = looks;
  for (let ms = 0; ms < 1_000; ms += 3) {
    looker.lookWithin(0);
    await vi.advanceTimersByTimeAsync(3);
  }
  expect(looks - before).toBeGreaterThan(10);
  expect(looks - before).toBeLessThanOrEqual(21);
});

test('what is asked for within a second while a look is under way is not hurried', async () => {
  hold = Promise.withResolvers();
  looker.lookWithin(0);
  await vi.advanceTimersByTimeAsync(APART_MS + 2);
  looker.lookWithin(1_000);
  hold.resolve();
  hold = undefined;
  await vi.advanceTimersByTimeAsync(900);
  expect(looks).toBe(2);
  await vi.advanceTimersByTimeAsync(200);
  expect(looks).toBe(3);
});
