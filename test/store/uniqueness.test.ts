import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/interfaces/store.ts';
import { ENGINES, useDatabase } from './support/database.ts';
import { addAll, anApproved, anAttempt, aPort, aRequest } from './support/samples.ts';

const ANSWER = { kind: 'throttled', code: 'ThrottlingException', message: 'Rate exceeded' } as const;

describe.each(ENGINES)('%s: what there can be only one of', (engine) => {
  const database = useDatabase(engine);

  async function twoStores(): Promise<[Store, Store]> {
    const [one, other] = [await database.open(), await database.open()];
    await addAll(one, [anApproved('ic-00'), anApproved('ic-01')]);
    return [one, other];
  }

  test('an open attempt of a request', async () => {
    const [store] = await twoStores();
    const add = (requestId: string, number: number) =>
      store.transaction((tx) => tx.attempts.add(anAttempt(requestId, { number })));
    await add('ic-00', 1);
    await expect(add('ic-00', 2)).rejects.toThrow();
    await add('ic-01', 1);
    await store.transaction((tx) => tx.attempts.close('ic-00', 1, ANSWER));
    await add('ic-00', 2);
    const numbers = (await store.transaction((tx) => tx.attempts.of('ic-00'))).map(({ number }) => number);
    expect(numbers).toEqual([1, 2]);
  });

  test('an open attempt, added by two processes at once', async () => {
    const [one, other] = await twoStores();
    const added = await Promise.allSettled([
      one.transaction((tx) => tx.attempts.add(anAttempt('ic-00', { number: 1 }))),
      other.transaction((tx) => tx.attempts.add(anAttempt('ic-00', { number: 2 }))),
    ]);
    expect(added.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  test("an interconnect's request", async () => {
    const [store] = await twoStores();
    const give = (requestId: string, overrides = {}) =>
      store.transaction((tx) => tx.ports.add(aPort(requestId, overrides)));
    expect(await give('ic-00')).toBe(true);
    expect(await give('ic-01')).toBe(false);
    expect(await store.transaction((tx) => tx.ports.of('ic-01'))).toBeUndefined();
    expect(await give('ic-01', { region: 'eu-west-1' })).toBe(true);
  });

  test("an interconnect's request, in another account", async () => {
    const [store] = await twoStores();
    expect(await store.transaction((tx) => tx.ports.add(aPort('ic-00')))).toBe(true);
    const elsewhere = aPort('ic-01', { accountId: '999988887777' });
    expect(await store.transaction((tx) => tx.ports.add(elsewhere))).toBe(true);
  });

  test("a request's interconnect", async () => {
    const [store] = await twoStores();
    expect(await store.transaction((tx) => tx.ports.add(aPort('ic-00')))).toBe(true);
    const second = aPort('ic-00', { interconnectId: 'dxcon-bbbb2222' });
    expect(await store.transaction((tx) => tx.ports.add(second))).toBe(false);
  });

  test("an interconnect's request, claimed by two processes at once", async () => {
    const [one, other] = await twoStores();
    const given = await Promise.all([
      one.transaction((tx) => tx.ports.add(aPort('ic-00'))),
      other.transaction((tx) => tx.ports.add(aPort('ic-01'))),
    ]);
    expect(given.toSorted()).toEqual([false, true]);
  });

  test("a sent form's request, though the form arrives twice at once", async () => {
    const stores = [await database.open(), await database.open()];
    const twins = ['ic-00', 'ic-01'].map((id) => aRequest(id, { submissionId: 'V0FORM' }));
    const added = await Promise.all(
      twins.map((twin, index) => stores[index]?.transaction((tx) => tx.requests.add(twin))),
    );
    expect(added.toSorted()).toEqual([false, true]);
    const made = await stores[0]?.transaction((tx) => tx.requests.bySubmission('V0FORM'));
    expect(made).toStrictEqual(twins[added.indexOf(true)]);
    expect(await stores[0]?.transaction((tx) => tx.requests.countOpen())).toBe(1);
  });

  test('a word about a stray port', async () => {
    const stores = await twoStores();
    const stray = { region: 'us-east-1', interconnectId: 'dxcon-stray', requestId: 'ic-00' };
    const noted = await Promise.all(stores.map((store) => store.transaction((tx) => tx.orphans.add(stray))));
    expect(noted.toSorted()).toEqual([false, true]);
    const elsewhere = { ...stray, region: 'eu-west-1' };
    expect(await stores[0].transaction((tx) => tx.orphans.add(elsewhere))).toBe(true);
  });
});
