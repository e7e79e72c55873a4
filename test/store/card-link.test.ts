import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { deliver } from '../../src/actions/delivering/deliver.ts';
import type { Destination } from '../../src/domain/request/line.ts';
import type { Messenger } from '../../src/interfaces/chat.ts';
import { useDatabase } from './support/database.ts';
import { addAll, aRequest, unheard, willing } from './support/samples.ts';

const ID = 'ic-00';
/** Longer than a direct message waits for the card that it links. */
const PATIENCE_MS = 10_000;
const database = useDatabase('sqlite');

test.each<Destination>(['dm', 'notified:U0CFO'])(
  'the direct message %s that is on its way while the card is posted gets its link afterwards',
  async (own) => {
    const store = await database.open();
    const { rule } = aRequest(ID);
    const notify = [{ kind: 'user', id: 'U0CFO', name: 'Cleo' }] as const;
    await addAll(store, [aRequest(ID, { rule: { ...rule, notify } })]);
    await store.transaction((tx) => tx.messages.add(ID, 'notified:U0CFO', null));
    database.clock.now += PATIENCE_MS;
    const dmBegun = Promise.withResolvers<void>();
    const cardPosted = Promise.withResolvers<void>();
    let linked = false;
    const messenger: Messenger = {
      ...willing,
      shows: async ({ card }) => JSON.stringify(card ?? null),
      async post({ card }, destination) {
        if (destination === 'channel') {
          await dmBegun.promise;
          return { kind: 'told', ts: '1.1' };
        }
        if (destination !== own) return { kind: 'told', ts: '3.1' };
        linked = card !== undefined;
        dmBegun.resolve();
        await cardPosted.promise;
        return { kind: 'told', ts: '2.1' };
      },
      async update({ card }, destination) {
        if (destination === own) linked = card !== undefined;
        return { kind: 'told', ts: '2.1' };
      },
    };
    const deps = { store, messenger, ...unheard };
    const isPosted = () =>
      store.transaction(async (tx) =>
        (await tx.messages.of(ID)).some(
          ({ destination, posting }) => destination === 'channel' && posting === 'posted',
        ),
      );
    const all = [deliver(deps), deliver(deps), deliver(deps)];
    await dmBegun.promise;
    while (!(await isPosted())) await setImmediate();
    expect([await isPosted(), linked]).toEqual([true, false]);
    cardPosted.resolve();
    await Promise.all(all);
    while (await deliver(deps));
    expect(linked).toBe(true);
  },
);
