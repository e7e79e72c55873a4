import { expect, test } from 'vitest';
import { deliver } from '../../src/actions/delivering/deliver.ts';
import type { Messenger } from '../../src/interfaces/chat.ts';
import { LeaseLostError } from '../../src/interfaces/errors.ts';
import { useDatabase } from './support/database.ts';
import { addAll, aRequest, unheard, willing } from './support/samples.ts';

const LEASE_MS = 15_000;
const ID = 'ic-00';
const database = useDatabase('sqlite');

test('what a process that slept draws over a newer state is drawn over again, whatever others were doing', async () => {
  const store = await database.open();
  await addAll(store, [aRequest(ID)]);
  let shown = '';
  let sleeping: Promise<void> | undefined;
  const asked = Promise.withResolvers<void>();
  const telling = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  const slack: Messenger = {
    ...willing,
    shows: async ({ request }) => request.reason,
    async update({ request }, destination) {
      asked.resolve();
      await sleeping;
      if (destination === 'channel') shown = request.reason;
      return { kind: 'told', ts: '1.1' };
    },
    async say() {
      telling.resolve();
      await told.promise;
      return { kind: 'told', ts: '2.1' };
    },
  };
  const deps = {
    store,
    messenger: slack,
    ...unheard,
  };
  const round = () => deliver(deps);
  const become = (reason: string, more: boolean) =>
    store.transaction(async (tx) => {
      const request = await tx.requests.lock(ID);
      if (request) await tx.requests.put({ ...request, reason });
      await tx.messages.redraw(ID, 'channel');
      if (more) await tx.outbox.add(ID, 'channel', { kind: 'resubmitted', revision: 2 });
    });
  while (await round());

  // One draws the old state and stands still, with its call under way.
  await become('old', false);
  const wake = Promise.withResolvers<void>();
  sleeping = wake.promise;
  const sleeper = round().catch((error: unknown) => error);
  await asked.promise;
  sleeping = undefined;
  // Another takes its place, draws the new state and tells a line.
  database.clock.now += LEASE_MS + 1;
  await become('new', true);
  const other = round();
  await telling.promise;
  expect(shown).toBe('new');
  wake.resolve();
  expect(await sleeper).toBeInstanceOf(LeaseLostError);
  expect(shown).toBe('old');
  told.resolve();
  await other;
  while (await round());
  expect(shown).toBe('new');
});
