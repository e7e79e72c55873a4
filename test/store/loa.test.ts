import { describe, expect, test } from 'vitest';
import { LeaseLostError } from '../../src/interfaces/errors.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { addAll, aLoaWish, anApproved, ids, LEE } from './support/samples.ts';

const LEASE_MS = 20_000;
const HOUR = 3_600_000;

describe.each(ENGINES)('%s: wishes for LOA-CFAs', (engine) => {
  const database = useDatabase(engine);

  async function opened(count = 1): Promise<Store> {
    const store = await database.open();
    await addAll(
      store,
      ids(count).map((id) => anApproved(id)),
    );
    return store;
  }
  const wish = (store: Store, ...wished: Parameters<typeof aLoaWish>[]) =>
    store.transaction((tx) => tx.loa.add(wished.map((one) => aLoaWish(...one))));
  const of = (store: Store, id = 'ic-00') => store.read((at) => at.loa.of(id));

  test('are read as they were written', async () => {
    const store = await opened();
    const [first] = await wish(store, ['ic-00']);
    expect(first).toEqual({ ...aLoaWish('ic-00'), number: 1 });
    const letter = { issuedAt: START + 1, sha256: 'a1', bytes: 5_000_000, fileId: 'f' };
    const failures = { refused: 1, lost: 2, not_asked: 3 };
    const ended = {
      state: 'answered',
      asked: 6,
      failures,
      failingSince: START,
      letter,
      endedAt: START,
    } as const;
    const whole = { ...aLoaWish('ic-00', ended), number: 1 };
    await store.transaction((tx) => tx.loa.put(whole));
    expect(await of(store)).toEqual([whole]);
    const [second] = await wish(store, ['ic-00', { by: LEE, boundTo: START }]);
    expect(await of(store)).toEqual([whole, second]);
    expect(second).toMatchObject({ number: 2, by: LEE, boundTo: START });
  });

  test('one is open per request, and one is the bot’s own for ever', async () => {
    const store = await opened(2);
    expect(await wish(store, ['ic-00'], ['ic-01'])).toHaveLength(2);
    expect(await wish(store, ['ic-00'], ['ic-01', { by: LEE }])).toEqual([]);
    const [first] = await of(store);
    if (first) await store.transaction((tx) => tx.loa.put({ ...first, state: 'given_up', endedAt: START }));
    expect(await wish(store, ['ic-00'])).toEqual([]);
    expect(await wish(store, ['ic-00', { by: LEE }])).toMatchObject([{ number: 2 }]);
    const insert = (by: string) =>
      database.sql(`insert into loa_wishes (request_id, number, by_id, wished_at, state, ask_at, awaited, asked, refused, lost, not_asked)
        values ('ic-00', 9, ${by}, 0, 'open', 0, 0, 0, 0, 0, 0)`);
    await expect(insert(`'U1'`)).rejects.toThrow(/unique/i);
    await database.sql(`update loa_wishes set state = 'answered' where request_id = 'ic-00'`);
    await expect(insert('null')).rejects.toThrow(/unique/i);
    await insert(`'U1'`);
  });

  test('are taken one by one, when they are due, under a token of their own', async () => {
    const store = await opened(3);
    await wish(store, ['ic-00', { askAt: START + 1 }], ['ic-01'], ['ic-02', { askAt: START + 5 * HOUR }]);
    const claim = () => store.transaction((tx) => tx.loa.claim(LEASE_MS));
    expect(await claim()).toMatchObject({ wish: { requestId: 'ic-01' }, token: 1 });
    expect(await claim()).toBeUndefined();
    database.clock.now += 1;
    const taken = await claim();
    expect(taken).toMatchObject({ wish: { requestId: 'ic-00' }, token: 1 });
    database.clock.now += LEASE_MS;
    expect(await Promise.all([claim(), claim(), claim()])).toMatchObject(
      expect.arrayContaining([undefined, expect.objectContaining({ token: 2 })]),
    );
    // Asked again after an hour at the latest, whenever it is to be asked for.
    database.clock.now = START + HOUR;
    const late = [await claim(), await claim(), await claim()].map((one) => one?.wish.requestId);
    expect(late).toContain('ic-02');
    if (!taken) throw new Error('Nothing was taken.');
    const put = store.transaction((tx) => tx.loa.put(taken.wish, { token: 1, until: null }));
    await expect(put).rejects.toThrow(LeaseLostError);
  });

  test('that are over are nobody’s, whoever holds them', async () => {
    const store = await opened();
    await wish(store, ['ic-00']);
    const taken = await store.transaction((tx) => tx.loa.claim(LEASE_MS));
    if (!taken) throw new Error('Nothing was taken.');
    await store.transaction((tx) => tx.loa.put({ ...taken.wish, state: 'answered', endedAt: START }));
    expect(await database.sql('select due_at, lease_until from loa_wishes')).toMatchObject([
      { due_at: null },
    ]);
    expect(Number((await database.sql('select lease_until from loa_wishes'))[0]?.lease_until)).toBe(0);
    database.clock.now += HOUR;
    expect(await store.transaction((tx) => tx.loa.claim(LEASE_MS))).toBeUndefined();
  });

  test('tell when they are due', async () => {
    const store = await opened();
    const told: unknown[] = [];
    store.onWork((due) => due.kind === 'loa' && told.push(due));
    await wish(store, ['ic-00', { askAt: START + 3_000 }]);
    expect(told).toMatchObject([{ kind: 'loa', inMs: 3_000 }]);
    expect(await store.read((at) => at.dueWithin(5_000))).toMatchObject({ loa: 3_000 });
    expect((await store.read((at) => at.dueWithin(1_000))).loa).toBeUndefined();
  });
});
