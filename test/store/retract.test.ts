import { describe, expect, test } from 'vitest';
import { deliver } from '../../src/actions/delivering/deliver.ts';
import type { Messenger, Told } from '../../src/interfaces/chat.ts';
import { LeaseLostError } from '../../src/interfaces/errors.ts';
import { ENGINES, useDatabase } from './support/database.ts';
import { aRequest, unheard, willing } from './support/samples.ts';

// A process that stood still in the very moment of posting: what it has posted besides another is taken away again.

const LEASE_MS = 15_000;
const ID = 'ic-00';

describe.each(ENGINES)('%s: what was posted twice', (engine) => {
  const database = useDatabase(engine);

  /** A Slack that keeps messages by their key; the first post under way waits until it is let go. */
  async function scene() {
    const store = await database.open();
    await store.transaction(async (tx) => {
      await tx.requests.add(aRequest(ID));
      await tx.messages.add(ID, 'channel', 'C0APPROVALS');
    });
    const messages = new Map<string, string>();
    const sleep = { now: undefined as Promise<void> | undefined };
    const asked = Promise.withResolvers<void>();
    let count = 0;
    const post = async (key: string): Promise<Told> => {
      const sleeping = sleep.now;
      if (sleeping) asked.resolve();
      await sleeping;
      count += 1;
      messages.set(`${count}.1`, key);
      return { kind: 'told', ts: `${count}.1` };
    };
    const messenger: Messenger = {
      ...willing,
      post: (_view, _destination, _place, { key }) => post(key),
      say: (_line, _view, _place, { key }) => post(key),
      remove: async (_channel, ts) => {
        messages.delete(ts);
      },
    };
    const round = () =>
      deliver({
        store,
        messenger,
        ...unheard,
      });
    return { store, messages, sleep, asked: asked.promise, round };
  }

  test.each(['card', 'line'])('a %s', async (what) => {
    const { store, messages, sleep, asked, round } = await scene();
    if (what === 'line') {
      while (await round());
      await store.transaction((tx) => tx.outbox.add(ID, 'channel', { kind: 'resubmitted', revision: 2 }));
    }
    const wake = Promise.withResolvers<void>();
    sleep.now = wake.promise;
    const sleeper = round().catch((error: unknown) => error);
    await asked;
    sleep.now = undefined;
    database.clock.now += LEASE_MS + 1;
    while (await round());
    wake.resolve();
    expect(await sleeper).toBeInstanceOf(LeaseLostError);
    while (await round());
    expect([...messages.values()].sort()).toEqual(
      what === 'line' ? [`${ID}:channel:1`, `${ID}:channel:card`] : [`${ID}:channel:card`],
    );
    const [surface] = await store.transaction((tx) => tx.messages.of(ID));
    expect(messages.has(surface?.ts ?? '')).toBe(true);
  });
});
