import { describe, expect, test } from 'vitest';
import { expire } from '../../../src/actions/lifecycle/expire.ts';
import { ENGINES, START, useDatabase } from '../../store/support/database.ts';
import { addAll, aRequest } from '../../store/support/samples.ts';
import { useDesk } from '../support/desk.ts';

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

describe('an undecided request', () => {
  const desk = useDesk();

  test('expires, and is not rejected by that', async () => {
    await desk.asked();
    desk.travel(72 * HOUR + 1_000);
    expect(await expire(desk.deps)).toBe(true);
    expect(await desk.status()).toBe('Expired: no decision in 72 hours');
    expect(await desk.buttons()).toEqual(['Request again']);
    expect(await desk.events()).toEqual(['submitted', 'expired']);
    expect(await desk.lines('dm')).toMatchObject([{ kind: 'step', state: { status: 'expired' } }]);
    expect(desk.calls()).toBe(0);
  });
});
