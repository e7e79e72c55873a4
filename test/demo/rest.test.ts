import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRest, type Rest } from '../../demo/process/rest.ts';
import type { Due, Store } from '../../src/interfaces/store.ts';
import { openStore } from '../../src/store/open.ts';

let now = 0;
let store: Store;
/** The same, watched. */
let watched: Store;
let rest: Rest;
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
  rest = createRest({ monotonic: () => now, pause });
  watched = rest.watch({ ...store, onWork });
});
afterEach(() => store.close());

/** Whether it has come to rest by the end of `work`, and does after it. */
async function restsOnlyAfter(work: () => Promise<unknown>): Promise<void> {
  let rested = false;
  const resting = rest.rested().then(() => {
    rested = true;
  });
  await work();
  expect(rested).toBe(false);
  return resting;
}

/** Longer than a bot has to be quiet. */
async function more(): Promise<void> {
  const until = now + 500;
  while (now < until) await setImmediate();
}

it('is at rest where nothing is under way', () => rest.rested());

it('is not while a transaction is under way, nor right after it', async () => {
  const inside = Promise.withResolvers<void>();
  const written = watched.transaction(() => inside.promise);
  await restsOnlyAfter(async () => {
    await more();
    inside.resolve();
    await written;
  });
});

it('is not after one that threw, until it is quiet', async () => {
  await watched.transaction(() => Promise.reject(new Error('no'))).catch(() => undefined);
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
  watched.onElsewhere(() => {
    looks += 1;
  });
  rest.look();
  rest.look();
  expect(looks).toBe(2);
});

it('begins nothing while it is held, and then everything', async () => {
  const begun: string[] = [];
  const begin = (what: string) => watched.transaction(async () => void begun.push(what));
  await begin('before');
  expect(await rest.hold(500)).toBe(true);
  const waiting = [begin('one'), begin('two')];
  await setImmediate();
  expect(begun).toEqual(['before']);
  await watched.read(async () => undefined);
  rest.letGo();
  await Promise.all(waiting);
  expect(begun.toSorted()).toEqual(['before', 'one', 'two']);
});

it('is not held where it does not come to rest in time, and goes on', async () => {
  tell({ kind: 'place', key: 'one', inMs: null, held: true });
  expect(await rest.hold(300)).toBe(false);
  expect(now).toBeGreaterThanOrEqual(300);
  await watched.transaction(async () => undefined);
});
