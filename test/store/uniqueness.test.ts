import { describe, expect, test } from 'vitest';
import { followingForm } from '../../src/domain/request/follows-only.ts';
import type { RequestState } from '../../src/domain/request/request.ts';
import type { Where } from '../../src/domain/where.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { ACCOUNT, addAll, anApproved, anAttempt, aPort, aRequest, REGION } from './support/samples.ts';

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

  test('an interconnect that is only followed, by two processes at once; it is free again for its order', async () => {
    const [one, other] = await twoStores();
    const where = { accountId: ACCOUNT, region: REGION };
    const { interconnectId } = aPort('ic-02');
    const submissionId = followingForm(where, interconnectId);
    const ordered: RequestState = {
      status: 'ordered',
      by: [],
      at: START,
      attempt: 0,
      interconnectId,
      portState: 'down',
    };
    const begin = (store: Store, id: string) =>
      store.transaction(
        async (tx) =>
          (await tx.requests.add(aRequest(id, { submissionId, state: ordered, dueAt: null }))) &&
          tx.ports.add(aPort(id)),
      );
    const begun = await Promise.all([begin(one, 'ic-02'), begin(other, 'ic-03')]);
    expect(begun.toSorted()).toEqual([false, true]);
    const requestId = begun[0] ? 'ic-02' : 'ic-03';
    const holder = (given: Where) =>
      one.read(async (at) => (await at.ports.holders(given, [interconnectId])).get(interconnectId));
    expect(await holder(where)).toEqual({ requestId, followsOnly: true });
    expect(await holder({ ...where, accountId: null })).toEqual({ requestId, followsOnly: true });
    expect(await holder({ ...where, region: 'eu-west-1' })).toBeUndefined();

    const taken = await one.transaction(async (tx) => {
      const removed = await tx.ports.remove(requestId);
      expect(await tx.ports.add(aPort('ic-00'))).toBe(true);
      return removed;
    });
    expect(taken).toEqual(aPort(requestId));
    expect(await holder(where)).toEqual({ requestId: 'ic-00', followsOnly: false });
    expect(await one.transaction((tx) => tx.ports.remove(requestId))).toBeUndefined();
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
