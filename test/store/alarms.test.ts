import { describe, expect, test } from 'vitest';
import type { Alarm } from '../../src/domain/port/alarm.ts';
import type { Store } from '../../src/interfaces/store.ts';
import type { NewAlarm } from '../../src/interfaces/tables.ts';
import { ENGINES, START, useDatabase } from './support/database.ts';
import { addAll, anApproved, LEE, LIN } from './support/samples.ts';

const KEY = { kind: 'light_lost', episode: START, step: 1 } as const;
const alarm = (requestId: string, overrides: Partial<NewAlarm> = {}): NewAlarm => ({
  requestId,
  ...KEY,
  told: true,
  ...overrides,
});
const kept = (requestId: string, overrides: Partial<Alarm> = {}): Alarm => ({
  ...alarm(requestId),
  raisedAt: START,
  clearedAt: null,
  got: null,
  ...overrides,
});

describe.each(ENGINES)('%s: alarms', (engine) => {
  const database = useDatabase(engine);
  const opened = async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00'), anApproved('ic-01')]);
    return store;
  };
  const add = (store: Store, ...all: NewAlarm[]) => store.transaction((tx) => tx.alarms.add(all));
  const of = (store: Store, ...ids: string[]) => store.read((at) => at.alarms.of(ids));

  test('are raised once each, and whoever raises several hears which are new', async () => {
    const store = await opened();
    expect(await add(store)).toEqual([]);
    const first = alarm('ic-00', { kind: 'loa', told: false });
    const second = alarm('ic-00', { kind: 'loa', step: 2 });
    expect(await add(store, first, second)).toEqual([first, second]);
    database.clock.now += 5;
    const third = alarm('ic-00', { kind: 'loa', step: 3 });
    const other = alarm('ic-01', { kind: 'loa' });
    const later = alarm('ic-00', { kind: 'loa', episode: START + 1 });
    expect(await add(store, { ...first, told: true }, third, other, later)).toEqual([third, other, later]);
    expect(await of(store, 'ic-00', 'ic-01')).toHaveLength(5);
    expect(await of(store, 'ic-01')).toEqual([kept('ic-01', { kind: 'loa', raisedAt: START + 5 })]);
  });

  test('are raised by one of many at once', async () => {
    const stores = await Promise.all(Array.from({ length: 4 }, () => database.open()));
    const [store] = stores;
    if (!store) throw new Error('There is no store.');
    await addAll(store, [anApproved('ic-00')]);
    const raised = await Promise.all(stores.map((one) => add(one, alarm('ic-00'))));
    expect(raised.flat()).toEqual([alarm('ic-00')]);
  });

  test('are over once, and only those of the kinds that are', async () => {
    const store = await opened();
    await add(store, alarm('ic-00'), alarm('ic-00', { kind: 'missing' }), alarm('ic-01'));
    database.clock.now += 5;
    await store.transaction((tx) => tx.alarms.clear(['ic-00'], ['light_lost', 'flapping']));
    database.clock.now += 5;
    await store.transaction(async (tx) => {
      await tx.alarms.clear(['ic-00'], ['light_lost']);
      await tx.alarms.clear([], ['light_lost']);
      await tx.alarms.clear(['ic-01'], []);
    });
    expect(await of(store, 'ic-00', 'ic-01')).toEqual(
      expect.arrayContaining([
        kept('ic-00', { clearedAt: START + 5 }),
        kept('ic-00', { kind: 'missing' }),
        kept('ic-01'),
      ]),
    );
  });

  test('belong to whoever took them first', async () => {
    const store = await opened();
    await add(store, alarm('ic-00'), alarm('ic-00', { step: 2 }));
    const taken = kept('ic-00', { got: { by: LEE, at: START } });
    expect(await store.transaction((tx) => tx.alarms.take('ic-00', KEY, LEE))).toEqual(taken);
    database.clock.now += 5;
    expect(await store.transaction((tx) => tx.alarms.take('ic-00', KEY, LIN))).toEqual(taken);
    expect(await of(store, 'ic-00')).toEqual([taken, kept('ic-00', { step: 2 })]);
    expect(await store.transaction((tx) => tx.alarms.take('ic-01', KEY, LEE))).toBeUndefined();
  });
});
