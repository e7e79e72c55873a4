import { describe, expect, test } from 'vitest';
import { expire } from '../../../src/actions/lifecycle/expire.ts';
import { ENGINES, START, useDatabase } from '../../store/support/database.ts';
import { addAll, aRequest } from '../../store/support/samples.ts';

const HOUR = 3_600_000;

describe.each(ENGINES)('%s: a request that nobody decides', (engine) => {
  const database = useDatabase(engine);
  const statusOf = async (store: Awaited<ReturnType<typeof database.open>>) =>
    (await store.read((at) => at.requests.read('ic-00')))?.state.status;

  test('is asked again every hour, and expires at its time', async () => {
    const store = await database.open();
    await addAll(store, [aRequest('ic-00', { expiresAt: START + 2.5 * HOUR, dueAt: START + HOUR })]);
    expect(await expire({ store })).toBe(false);
    for (const hours of [1, 2]) {
      database.clock.now = START + hours * HOUR;
      expect(await expire({ store })).toBe(true);
      expect(await statusOf(store)).toBe('awaiting_approval');
      expect(await expire({ store })).toBe(false);
    }
    database.clock.now = START + 2.5 * HOUR;
    expect(await expire({ store })).toBe(true);
    expect(await statusOf(store)).toBe('expired');
  });

  test('that an older version put off until its expiry is asked at once, and not ended', async () => {
    const store = await database.open();
    await addAll(store, [aRequest('ic-00', { expiresAt: START + 72 * HOUR, dueAt: START + 72 * HOUR })]);
    expect(await expire({ store })).toBe(true);
    expect(await statusOf(store)).toBe('awaiting_approval');
    expect(await expire({ store })).toBe(false);
    expect((await store.read((at) => at.requests.read('ic-00')))?.dueAt).toBe(START + HOUR);
  });
});
