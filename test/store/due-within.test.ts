import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/interfaces/store.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { addAll, anApproved, aPort, aRequest, LEE } from './support/samples.ts';

const HOUR = 3_600_000;

describe.each(ENGINES)('%s: the next that is due', (engine) => {
  const database = useDatabase(engine);
  const within = (store: Store, ms = 5_000) => store.read((at) => at.dueWithin(ms));

  /** A store with one request, whose messages are up to date and told. */
  async function quiet(...[id, changes]: Parameters<typeof aRequest>): Promise<Store> {
    const store = await database.open();
    await store.transaction((tx) => tx.requests.add(aRequest(id, changes)));
    return store;
  }

  test('is nothing in an empty store', async () => {
    expect(await within(await database.open())).toEqual({});
  });

  test('is the earliest of each kind, as a duration', async () => {
    const store = await database.open();
    await addAll(store, [
      { ...anApproved('ic-00'), dueAt: START + 2_000 },
      { ...anApproved('ic-01'), dueAt: START + 3_000 },
      aRequest('ic-02', { dueAt: START + 4_000 }),
    ]);
    await store.transaction((tx) => tx.duties.want('following:1/r', 1_000));
    await store.transaction((tx) => tx.duties.take('owner:x', 10));
    expect(await within(store)).toEqual({ place: 2_000, tend: 4_000, deliver: 0, follow: 1_000 });
    database.clock.now += 10_000;
    expect(await within(store)).toEqual({ place: 0, tend: 0, deliver: 0, follow: 0 });
  });

  test('is what a port calls for, too', async () => {
    const store = await quiet('ic-00', { dueAt: null });
    await store.transaction((tx) => tx.ports.add(aPort('ic-00', { dueAt: START + 1_000 })));
    expect(await within(store)).toEqual({ port: 1_000 });
    database.clock.now += 1_000;
    const claim = await store.transaction((tx) => tx.ports.claim(3_000));
    expect(await within(store)).toEqual({ port: 3_000 });
    const lease = { token: claim?.token ?? 0, until: null };
    await store.transaction((tx) => tx.ports.put(aPort('ic-00', { dueAt: null }), lease));
    expect(await within(store)).toEqual({});
  });

  test('is not what is due later than asked for', async () => {
    const store = await quiet('ic-00', { dueAt: START + 6_000 });
    expect(await within(store)).toEqual({});
    expect(await within(store, 6_000)).toEqual({ tend: 6_000 });
  });

  test('is when a lease ends, where somebody holds it', async () => {
    const { state } = anApproved('ic-00');
    const store = await quiet('ic-00', { state, dueAt: START });
    const claim = await store.transaction((tx) => tx.requests.claim('place', 3_000));
    expect(await within(store)).toEqual({ place: 3_000 });
    await store.transaction((tx) => tx.requests.release('ic-00', claim?.token ?? 0));
    expect(await within(store)).toEqual({ place: 0 });
  });

  test('is when the turn of a listing ends, where somebody has it', async () => {
    const store = await quiet('ic-00', { dueAt: null });
    await store.transaction((tx) => tx.duties.want('following:1/r', 0));
    const turn = await store.transaction((tx) => tx.duties.claim('following:', 3_000));
    await store.transaction((tx) => tx.duties.want('following:1/r', 1_000));
    expect(await within(store)).toEqual({ follow: 3_000 });
    const rhythm = { changedAt: START, throttled: 0 };
    await store.transaction((tx) => tx.duties.giveBack('following:1/r', turn?.token ?? 0, rhythm, 2_000));
    expect(await within(store)).toEqual({ follow: 1_000 });
  });

  test('is now, where a clock that was set back made it wait for ever', async () => {
    database.clock.now = START + 3 * HOUR;
    const { state } = anApproved('ic-00');
    const store = await quiet('ic-00', { state, dueAt: START + 4 * HOUR });
    await store.transaction((tx) => tx.duties.want('following:1/r', HOUR));
    database.clock.now = START;
    expect(await within(store)).toEqual({ place: 0, follow: 0 });
    expect(await store.transaction((tx) => tx.requests.claim('place', 1_000))).toBeDefined();
    expect(await store.transaction((tx) => tx.duties.claim('following:', 1_000))).toMatchObject({ token: 1 });
  });

  test('is nothing where all has ended', async () => {
    const store = await quiet('ic-00', { state: { status: 'withdrawn', by: LEE, at: START }, dueAt: null });
    expect(await within(store)).toEqual({});
  });

  test('is not an order that this process may not place, where it rehearses alone', async () => {
    const { state } = anApproved('ic-00');
    const store = await quiet('ic-00', { state, dueAt: START });
    expect(await store.read((at) => at.dueWithin(5_000, 'rehearsals'))).toEqual({});
    await store.transaction((tx) =>
      tx.requests.add(aRequest('ic-01', { submissionId: 'V1', state, dueAt: START + 10, dryRun: true })),
    );
    expect(await store.read((at) => at.dueWithin(5_000, 'rehearsals'))).toEqual({ place: 10 });
  });
});
