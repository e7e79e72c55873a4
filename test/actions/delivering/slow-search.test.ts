import { expect, test } from 'vitest';
import { deliver } from '../../../src/actions/delivering/deliver.ts';
import type { Messenger } from '../../../src/interfaces/chat.ts';
import { useDatabase } from '../../store/support/database.ts';
import { aRequest, unheard, willing } from '../../store/support/samples.ts';

const database = useDatabase('sqlite');

test('a card whose posting was interrupted is found, drawn and given its lines, however slow the search is', async () => {
  const store = await database.open();
  await store.transaction(async (tx) => {
    await tx.requests.add(aRequest('ic-00'));
    await tx.messages.add('ic-00', 'channel', 'C0APPROVALS');
  });
  const began = database.clock.now;
  const monotonic = () => database.clock.now - began;
  const calls: string[] = [];
  const messenger: Messenger = {
    ...willing,
    async post() {
      calls.push('post');
      return { kind: 'unknown', code: 'TimeoutError' };
    },
    async find() {
      calls.push('find');
      database.clock.now += 5_000;
      return { kind: 'found', ts: '1.1' };
    },
    async update(_view, _destination, _place, ts, { deadline }) {
      if (monotonic() >= deadline) return { kind: 'not_sent' };
      calls.push('update');
      return { kind: 'told', ts };
    },
    async say() {
      calls.push('say');
      return { kind: 'told', ts: '1.2' };
    },
  };
  const round = () => deliver({ store, messenger, ...unheard, monotonic });
  await round();
  await store.transaction((tx) => tx.outbox.add('ic-00', 'channel', { kind: 'resubmitted', revision: 2 }));
  database.clock.now += 20_000;
  expect(await round()).toBe(true);
  expect(calls).toEqual(['post', 'find', 'update', 'say']);
  expect(await store.read((at) => at.messages.of('ic-00'))).toMatchObject([{ posting: 'posted', ts: '1.1' }]);
});
