import { describe, expect, test } from 'vitest';
import { cardDeleted } from '../../src/actions/delivering/card-deleted.ts';
import { ENGINES, useDatabase } from './support/database.ts';
import { addAll, aRequest } from './support/samples.ts';

const LEASE_MS = 10_000;
const CHANNEL = 'C0APPROVALS';

describe.each(ENGINES)('%s: a message that somebody deleted', (engine) => {
  const database = useDatabase(engine);

  /** A request whose card stands in the channel and is drawn. */
  async function posted() {
    const store = await database.open();
    await addAll(store, [aRequest('ic-00')]);
    for (let claimed = await claim(); claimed; claimed = await claim()) {
      const { message, token } = claimed;
      const ts = message.destination === 'channel' ? '100.1' : '200.1';
      const channel = message.destination === 'channel' ? CHANNEL : 'D0ERIN';
      const now = {
        ...message,
        channel,
        ts,
        posting: 'posted' as const,
        drawn: message.wanted,
        shown: 'this',
      };
      await store.transaction(async (tx) => {
        await tx.messages.put(now, token, LEASE_MS);
        await tx.messages.release(now, token);
      });
    }
    return store;

    function claim() {
      return store.transaction((tx) => tx.messages.claim(LEASE_MS, 'nonce'));
    }
  }

  test('is looked up by its place, and only there', async () => {
    const store = await posted();
    const at = (channel: string, ts: string) => store.transaction((tx) => tx.messages.at(channel, ts));
    expect(await at(CHANNEL, '100.1')).toMatchObject({
      requestId: 'ic-00',
      destination: 'channel',
      ts: '100.1',
    });
    expect(await at('D0ERIN', '200.1')).toMatchObject({ requestId: 'ic-00', destination: 'dm' });
    expect(await at(CHANNEL, '200.1')).toBeUndefined();
    expect(await at('C0OTHER', '100.1')).toBeUndefined();
  });

  test('is wanted anew at once if it is one of ours, and nothing else is', async () => {
    const store = await posted();
    const due = () => store.transaction((tx) => tx.messages.claim(LEASE_MS, 'nonce'));
    await cardDeleted({ store }, { channel: CHANNEL, ts: '100.2' });
    expect(await due()).toBeUndefined();
    await cardDeleted({ store }, { channel: CHANNEL, ts: '100.1' });
    expect(await due()).toMatchObject({
      message: { destination: 'channel', wanted: 2, drawn: 1, shown: null },
    });
    expect(await due()).toBeUndefined();
  });
});
