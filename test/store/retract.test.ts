import { describe, expect, test } from 'vitest';
import { deliver } from '../../src/actions/delivering/deliver.ts';
import type { Messenger, Told } from '../../src/interfaces/chat.ts';
import { LeaseLostError } from '../../src/interfaces/errors.ts';
import type { Store } from '../../src/interfaces/store.ts';
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
    const sleep = { now: undefined as Promise<void> | undefined, answer: 'given' };
    const asked = Promise.withResolvers<void>();
    let count = 0;
    const refusals: Told[] = [];
    const post = async (key: string): Promise<Told> => {
      const { now: sleeping, answer } = sleep;
      if (sleeping) asked.resolve();
      else {
        const refusal = refusals.shift();
        if (refusal) return refusal;
      }
      await sleeping;
      count += 1;
      messages.set(`${count}.1`, key);
      return sleeping && answer === 'lost'
        ? { kind: 'unknown', code: 'lost' }
        : { kind: 'told', ts: `${count}.1` };
    };
    const messenger: Messenger = {
      ...willing,
      post: (_view, _destination, _place, { key }) => post(key),
      say: (_line, _view, _place, { key }) => post(key),
      find: async (_place, { key }, _oldest, except) => {
        const found = [...messages].find(([ts, its]) => its === key && ts !== except);
        return found ? { kind: 'found', ts: found[0] } : { kind: 'not_found' };
      },
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
    return { store, messages, sleep, asked: asked.promise, refusals, round };
  }

  test.each([
    ['card', 'given'],
    ['card', 'lost'],
    ['line', 'given'],
    ['line', 'lost'],
  ])('a %s, the answer to which was %s', async (what, answer) => {
    const { store, messages, sleep, asked, round } = await scene();
    await ask(store, what, round);
    const wake = Promise.withResolvers<void>();
    Object.assign(sleep, { now: wake.promise, answer });
    const sleeper = round().catch((error: unknown) => error);
    await asked;
    sleep.now = undefined;
    database.clock.now += LEASE_MS + 1;
    while (await round());
    wake.resolve();
    expect(await sleeper).toBeInstanceOf(LeaseLostError);
    while (await round());
    expect([...messages.values()].sort()).toEqual(all(what));
    const [message] = await store.transaction((tx) => tx.messages.of(ID));
    expect(messages.has(message?.ts ?? '')).toBe(true);
  });

  test.each(['card', 'line'])('a %s that the other was asked to tell later', async (what) => {
    const { store, messages, sleep, asked, refusals, round } = await scene();
    await ask(store, what, round);
    const wake = Promise.withResolvers<void>();
    sleep.now = wake.promise;
    const sleeper = round().catch((error: unknown) => error);
    await asked;
    sleep.now = undefined;
    refusals.push({ kind: 'later', ms: 30_000, code: 'ratelimited' });
    database.clock.now += LEASE_MS + 1;
    while (await round());
    wake.resolve();
    expect(await sleeper).toBeInstanceOf(LeaseLostError);
    database.clock.now += 30_000;
    while (await round());
    expect([...messages.values()].sort()).toEqual(all(what));
  });
});

/** What is to be told first: the card as it is, or a line once the card stands. */
async function ask(store: Store, what: string, round: () => Promise<boolean>): Promise<void> {
  if (what === 'card') return;
  while (await round());
  await store.transaction((tx) =>
    tx.outbox.add([{ requestId: ID, destination: 'channel', line: { kind: 'resubmitted', revision: 2 } }]),
  );
}

function all(what: string): string[] {
  return what === 'line' ? [`${ID}:channel:1`, `${ID}:channel:card`] : [`${ID}:channel:card`];
}
