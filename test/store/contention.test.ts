import { describe, expect, test } from 'vitest';
import { deliver } from '../../src/actions/delivering/deliver.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { asOftenAsItTakes, START, useDatabase } from './support/database.ts';
import { addAll, anApproved, unheard, willing } from './support/samples.ts';

describe('postgres: transactions that meet', () => {
  const database = useDatabase('postgres');

  test('and wait for each other both get through, each once', async () => {
    const stores: [Store, Store] = [await database.open(), await database.open()];
    await addAll(stores[0], [anApproved('ic-00'), anApproved('ic-01')]);
    const locked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const lockBoth = (store: Store, ids: string[], mine: number) =>
      asOftenAsItTakes(() =>
        store.transaction(async (tx) => {
          for (const id of ids) {
            const request = await tx.requests.lock(id);
            if (request) await tx.requests.put(request);
            locked[mine]?.resolve();
            await locked[1 - mine]?.promise;
          }
        }),
      );
    await Promise.all([
      lockBoth(stores[0], ['ic-00', 'ic-01'], 0),
      lockBoth(stores[1], ['ic-01', 'ic-00'], 1),
    ]);
    for (const id of ['ic-00', 'ic-01']) {
      expect(await stores[0].transaction((tx) => tx.requests.lock(id))).toMatchObject({ version: 3 });
    }
  });

  test('do not when a message is delivered while its request is being decided', async () => {
    const [store, other] = [await database.open(), await database.open()];
    await addAll(store, [anApproved('ic-00')]);
    await store.transaction(async (tx) => {
      await tx.requests.lock('ic-00');
      expect(await deliver({ ...unheard, store: other, messenger: willing })).toBe(true);
      await tx.messages.redraw('ic-00');
    });
  });

  test('do not when a worker looks for work: it passes over what another is changing', async () => {
    const [store, other] = [await database.open(), await database.open()];
    await addAll(store, [anApproved('ic-00', START - 1), anApproved('ic-01')]);
    await store.transaction(async (tx) => {
      await tx.requests.lock('ic-00');
      await tx.messages.redraw('ic-00');
      const claim = await other.transaction((inner) => inner.requests.claim('place', 1_000));
      expect(claim?.request.id).toBe('ic-01');
      const claimed = await other.transaction((inner) => inner.messages.claim(1_000, 'nonce'));
      expect(claimed?.message.requestId).toBe('ic-01');
    });
  });
});
