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
  const drawn = Promise.withResolvers<void>();
  let answering: Promise<void> | undefined;
  const slack: Messenger = {
    ...willing,
    shows: async ({ request }) => request.reason,
    async update({ request }, destination) {
      asked.resolve();
      await sleeping;
      if (destination === 'channel') shown = request.reason;
      if (shown === 'new') drawn.resolve();
      await answering;
      return { kind: 'told', ts: '1.1' };
    },
  };
  const deps = {
    store,
    messenger: slack,
    ...unheard,
  };
  const round = () => deliver(deps);
  const become = (reason: string) =>
    store.transaction(async (tx) => {
      const request = await tx.requests.lock(ID);
      if (request) await tx.requests.put({ ...request, reason });
      await tx.messages.redraw(ID, 'channel');
    });
  while (await round());

  // One draws the old state and stands still, with its call under way.
  await become('old');
  const wake = Promise.withResolvers<void>();
  sleeping = wake.promise;
  const sleeper = round().catch((error: unknown) => error);
  await asked.promise;
  sleeping = undefined;
  // Another takes its place and draws the new state; its answer is a while on its way.
  database.clock.now += LEASE_MS + 1;
  await become('new');
  const answer = Promise.withResolvers<void>();
  answering = answer.promise;
  const other = round();
  await drawn.promise;
  answering = undefined;
  wake.resolve();
  expect(await sleeper).toBeInstanceOf(LeaseLostError);
  expect(shown).toBe('old');
  answer.resolve();
  await other;
  while (await round());
  expect(shown).toBe('new');
});

test('what died between a drawing and its commit is drawn over again, though a line was told before it', async () => {
  const store = await database.open();
  await addAll(store, [aRequest(ID)]);
  let shown = '';
  let isDead = false;
  const messenger: Messenger = {
    ...willing,
    shows: async ({ request }) => request.reason,
    async post({ request }, destination) {
      if (destination === 'channel') shown = request.reason;
      return { kind: 'told', ts: '1.1' };
    },
    async update({ request }, destination) {
      if (destination === 'channel') {
        shown = request.reason;
        isDead = request.reason === 'passing';
      }
      return { kind: 'told', ts: '1.1' };
    },
  };
  const mortal: typeof store = {
    ...store,
    transaction: (work) => (isDead ? Promise.reject(new Error('dead')) : store.transaction(work)),
  };
  const round = () => deliver({ store: mortal, messenger, ...unheard });
  const become = (reason: string) =>
    store.transaction(async (tx) => {
      const request = await tx.requests.lock(ID);
      if (request) await tx.requests.put({ ...request, reason });
      await tx.outbox.add([
        { requestId: ID, destination: 'channel', line: { kind: 'resubmitted', revision: 2 } },
      ]);
      await tx.messages.redraw(ID, 'channel');
    });
  await become('as before');
  while (await round());
  expect(shown).toBe('as before');
  await become('passing');
  await expect(round()).rejects.toThrow('dead');
  isDead = false;
  database.clock.now += LEASE_MS + 1;
  await become('as before');
  while (await round());
  expect(shown).toBe('as before');
});
