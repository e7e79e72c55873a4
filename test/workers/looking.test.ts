import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Work } from '../../src/interfaces/store.ts';
import { type Board, createBoard } from '../../src/workers/board.ts';
import { type Looker, startLooking } from '../../src/workers/looking.ts';

const LOOK_MS = 5_000;

let board: Board;
let looker: Looker;
let looks: number;
/** What is due, by the time at which it is looked for. */
let due: Partial<Record<Work, number>>;
let woken: number[];
let errors: unknown[];
let broken: Error | undefined;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  [looks, due, woken, errors, broken] = [0, {}, [], [], undefined];
  board = createBoard(() => performance.now(), LOOK_MS);
  looker = startLooking({
    async look() {
      looks += 1;
      if (broken) throw broken;
      return due;
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
  looker.lookNow();
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
  looker.lookNow();
  looker.lookNow();
  await vi.advanceTimersByTimeAsync(2);
  expect(looks).toBe(2);
  due = { place: 0 };
  looker.lookNow();
  await vi.advanceTimersByTimeAsync(2);
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
