import { describe, expect, test } from 'vitest';
import { LeaseLostError } from '../../src/interfaces/errors.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';

const NAME = 'following:1/r';
const LEASE_MS = 15_000;
const HOUR = 3_600_000;
const QUIET = { changedAt: START, throttled: 0 };

describe.each(ENGINES)('%s: a turn at a duty', (engine) => {
  const database = useDatabase(engine);
  const want = (store: Store, inMs: number) => store.transaction((tx) => tx.duties.want(NAME, inMs));
  const claim = (store: Store) => store.transaction((tx) => tx.duties.claim('following:', LEASE_MS));
  const giveBack = (store: Store, token: number, inMs: number, rhythm = QUIET) =>
    store.transaction((tx) => tx.duties.giveBack(NAME, token, rhythm, inMs));
  /** After how many milliseconds it can be taken. */
  const inMs = async (store: Store) => (await store.read((at) => at.dueWithin(HOUR))).follow;

  test('is one of eight processes’, which all ask at once', async () => {
    const stores = await Promise.all(Array.from({ length: 8 }, () => database.open()));
    const [first] = stores;
    if (!first) throw new Error('There is no store.');
    await want(first, 0);
    const turns = await Promise.all(stores.map(claim));
    expect(turns.filter(Boolean)).toEqual([{ name: NAME, token: 1, rhythm: QUIET, lateMs: 0 }]);
  });

  test('goes to another as soon as the lease ends, and whoever had it changes nothing any more', async () => {
    const [dead, living] = [await database.open(), await database.open()];
    await want(dead, 0);
    const first = await claim(dead);
    database.clock.now += LEASE_MS - 1;
    expect(await claim(living)).toBeUndefined();
    expect(await inMs(living)).toBe(1);
    database.clock.now += 1;
    expect(await claim(living)).toMatchObject({ token: 2 });
    await giveBack(dead, first?.token ?? 0, 0);
    expect(await claim(dead)).toBeUndefined();
    await expect(dead.transaction((tx) => tx.duties.renew(NAME, 1, LEASE_MS))).rejects.toThrow(
      LeaseLostError,
    );
    await giveBack(living, 2, 7);
    expect(await inMs(living)).toBe(7);
  });

  test('is held for as long as it is renewed', async () => {
    const store = await database.open();
    await want(store, 0);
    await claim(store);
    for (let times = 0; times < 3; times++) {
      database.clock.now += LEASE_MS - 1;
      await store.transaction((tx) => tx.duties.renew(NAME, 1, LEASE_MS));
      expect(await claim(store)).toBeUndefined();
    }
  });

  test.each([
    ['sooner, ends in a time that was wanted meanwhile', 100, 0, 100],
    ['later, ends in its own time', 9_000, 0, 5_000],
    ['sooner while it backs off, ends in its own time', 100, 1, 5_000],
  ])('that somebody wants %s', async (_what, wanted, throttled, due) => {
    const store = await database.open();
    await want(store, 0);
    const turn = await claim(store);
    await want(store, wanted);
    await giveBack(store, turn?.token ?? 0, 5_000, { changedAt: START + 3, throttled });
    expect(await inMs(store)).toBe(due);
    database.clock.now += 5_000;
    expect(await claim(store)).toMatchObject({ rhythm: { changedAt: START + 3, throttled } });
  });

  test('that backs off is not wanted sooner by anybody, until it has ended well', async () => {
    const store = await database.open();
    await want(store, 0);
    await claim(store);
    await giveBack(store, 1, 9_000, { ...QUIET, throttled: 2 });
    await want(store, 10);
    expect(await inMs(store)).toBe(9_000);
    database.clock.now += 9_000;
    await claim(store);
    await giveBack(store, 2, 9_000);
    await want(store, 10);
    expect(await inMs(store)).toBe(10);
  });

  test('that can not be begun rests; one that somebody has does not', async () => {
    const store = await database.open();
    await want(store, 0);
    await store.transaction((tx) => tx.duties.setAside(NAME, 1_000));
    expect(await claim(store)).toBeUndefined();
    database.clock.now += 1_000;
    await claim(store);
    await store.transaction((tx) => tx.duties.setAside(NAME, 60_000));
    await giveBack(store, 1, 10);
    expect(await inMs(store)).toBe(10);
  });

  test('is nobody’s where a clock that was set back would have it held for ever', async () => {
    const store = await database.open();
    await want(store, 0);
    await claim(store);
    database.clock.now -= HOUR;
    expect(await inMs(store)).toBe(0);
    expect(await claim(store)).toMatchObject({ token: 2 });
  });
});
