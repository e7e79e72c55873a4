import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Resting, watchRest } from '../../demo/process/rest.ts';
import type { Due, Store } from '../../src/interfaces/store.ts';
import { openStore } from '../../src/store/open.ts';

let now = 0;
let store: Store;
let resting: Resting;
let tell: (due: Due) => void = () => undefined;

beforeEach(async () => {
  store = await openStore({ url: 'file::memory:' });
  const onWork: Store['onWork'] = (listener) => {
    tell = listener;
  };
  // A pause is over after a turn, with as much time as it was to take.
  const pause = async (ms: number) => {
    await setImmediate();
    now += ms;
  };
  resting = watchRest({ ...store, onWork }, { monotonic: () => now, pause });
});
afterEach(() => store.close());

/** Whether it has come to rest by the end of `work`, and does after it. */
async function restsOnlyAfter(work: () => Promise<unknown>): Promise<void> {
  let rested = false;
  const rest = resting.rested().then(() => {
    rested = true;
  });
  await work();
  expect(rested).toBe(false);
  return rest;
}

/** Longer than a bot has to be quiet. */
async function more(): Promise<void> {
  const until = now + 500;
  while (now < until) await setImmediate();
}

it('is at rest where nothing is under way', () => resting.rested());

it('is not while a transaction is under way, nor right after it', async () => {
  const inside = Promise.withResolvers<void>();
  const written = resting.store.transaction(() => inside.promise);
  await restsOnlyAfter(async () => {
    await more();
    inside.resolve();
    await written;
  });
});

it('is not after one that threw, until it is quiet', async () => {
  await resting.store.transaction(() => Promise.reject(new Error('no'))).catch(() => undefined);
  await restsOnlyAfter(() => Promise.resolve());
});

it('is not while a worker holds a row, whatever else is given back', async () => {
  const due: Due = { kind: 'place', key: 'one', inMs: null };
  tell({ ...due, held: true });
  tell({ ...due, key: 'two', held: true });
  await restsOnlyAfter(async () => {
    tell({ ...due, key: 'two', held: false });
    tell({ ...due, inMs: 0 });
    await more();
    tell({ ...due, held: false });
  });
});

it('makes those look who look for the work of others', () => {
  let looks = 0;
  resting.store.onElsewhere(() => {
    looks += 1;
  });
  resting.look();
  resting.look();
  expect(looks).toBe(2);
});
