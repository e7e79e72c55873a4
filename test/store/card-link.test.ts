import { expect, test } from 'vitest';
import { deliver } from '../../src/actions/delivering/deliver.ts';
import type { Messenger } from '../../src/interfaces/chat.ts';
import { useDatabase } from './support/database.ts';
import { addAll, aRequest, unheard, willing } from './support/samples.ts';

const ID = 'ic-00';
/** Longer than a direct message waits for the card that it links. */
const PATIENCE_MS = 10_000;
const database = useDatabase('sqlite');

test('a direct message that is on its way while the card is posted gets its link afterwards', async () => {
  const store = await database.open();
  await addAll(store, [aRequest(ID)]);
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
      linked = card !== undefined;
      dmBegun.resolve();
      await cardPosted.promise;
      return { kind: 'told', ts: '2.1' };
    },
    async update({ card }, destination) {
      if (destination === 'dm') linked = card !== undefined;
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
  const both = [deliver(deps), deliver(deps)];
  await Promise.race(both);
  expect([await isPosted(), linked]).toEqual([true, false]);
  cardPosted.resolve();
  await Promise.all(both);
  while (await deliver(deps));
  expect(linked).toBe(true);
});
