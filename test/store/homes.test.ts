import { describe, expect, test } from 'vitest';
import { FIRST_PAGES } from '../../src/domain/home.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { ENGINES, useDatabase } from './support/database.ts';

const DRAWN = { shown: 'one', decides: false, failures: 0, againInMs: null };

describe.each(ENGINES)('%s: Home tabs', (engine) => {
  const database = useDatabase(engine);
  const open = (store: Store, userId: string, pages?: object) =>
    store.transaction((tx) => tx.homes.open(userId, pages, 10_000));
  const claim = (store: Store) => store.transaction((tx) => tx.homes.claim(15_000));

  test('is due only if nobody draws it after it was opened', async () => {
    const store = await database.open();
    const home = await open(store, 'U1');
    expect(await claim(store)).toBeUndefined();
    database.clock.now += 10_000;
    expect((await claim(store))?.home.userId).toBe('U1');
    database.clock.now += 15_000;
    await store.transaction((tx) => tx.homes.drawn(home, DRAWN));
    expect(await claim(store)).toBeUndefined();
  });

  test('keeps the pages that its person has turned to', async () => {
    const store = await database.open();
    expect((await open(store, 'U1', { mine: 2 })).pages).toEqual({ ...FIRST_PAGES, mine: 2 });
    expect((await open(store, 'U1', { ports: 1 })).pages).toEqual({ waiting: 0, mine: 2, ports: 1 });
    expect((await open(store, 'U1')).pages).toEqual({ waiting: 0, mine: 2, ports: 1 });
  });

  test('concerns those who are named, and on demand all who decide something', async () => {
    const store = await database.open();
    for (const [userId, decides] of [
      ['U1', true],
      ['U2', false],
      ['U3', false],
    ] as const) {
      const home = await open(store, userId);
      await store.transaction((tx) => tx.homes.drawn(home, { ...DRAWN, decides }));
    }
    const of = (people: string[], deciding: boolean) => store.read((at) => at.homes.of({ people, deciding }));
    expect(await of(['U2', 'U9'], false)).toEqual(['U2']);
    expect(await of(['U2'], true)).toEqual(['U1', 'U2']);
    expect(await of([], false)).toEqual([]);
    expect(await store.read((at) => at.homes.of('everybody'))).toEqual(['U1', 'U2', 'U3']);
  });

  test('is drawn again at once where it was asked for while somebody drew it', async () => {
    const store = await database.open();
    const home = await open(store, 'U1');
    await store.transaction((tx) => tx.homes.drawn(home, DRAWN));
    await store.transaction((tx) => tx.homes.want(['U1']));
    const claimed = await claim(store);
    await store.transaction((tx) => tx.homes.want(['U1']));
    // Held: nobody else draws it meanwhile.
    expect(await claim(store)).toBeUndefined();
    if (!claimed) throw new Error('It was not due.');
    await store.transaction((tx) => tx.homes.drawn(claimed.home, DRAWN, claimed.token));
    const again = await claim(store);
    expect(again?.home).toMatchObject({ shown: 'one', drawn: claimed.home.wanted });
  });

  test('two who draw it at once leave it due, since nobody knows whose came last', async () => {
    const store = await database.open();
    const home = await open(store, 'U1');
    await store.transaction((tx) => tx.homes.drawn(home, DRAWN));
    await store.transaction((tx) => tx.homes.want(['U1']));
    const claimed = await claim(store);
    if (!claimed) throw new Error('It was not due.');
    const opened = await open(store, 'U1');
    await store.transaction((tx) => tx.homes.drawn(opened, { ...DRAWN, shown: 'two' }));
    await store.transaction((tx) => tx.homes.drawn(claimed.home, DRAWN, claimed.token));
    expect((await claim(store))?.home.shown).toBeNull();
  });
});
