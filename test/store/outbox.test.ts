import { describe, expect, test } from 'vitest';
import type { Destination, Line } from '../../src/domain/request/line.ts';
import type { StatusMessage } from '../../src/domain/request/status-message.ts';
import type { Store } from '../../src/interfaces/store.ts';
import { ENGINES, START, type TestDatabase, untilOneWaits, useDatabase } from './support/database.ts';
import { addAll, aRequest, LEE } from './support/samples.ts';

const LEASE_MS = 10_000;
const LATER = START + 500;
const BOTH = { drawAfter: LATER, tellAfter: LATER };

function line(attempt: number): Line {
  return { kind: 'refused', code: `Code${attempt}`, message: 'No.' };
}

function say(store: Store, destination: Destination, ...numbers: number[]): Promise<void> {
  return store.transaction(async (tx) => {
    for (const number of numbers)
      await tx.outbox.add([{ requestId: 'ic-00', destination, line: line(number) }]);
  });
}

function next(store: Store, destination: Destination) {
  return store.transaction((tx) => tx.outbox.next('ic-00', destination));
}

function take(store: Store): Promise<{ message: StatusMessage; token: number } | undefined> {
  return store.transaction((tx) => tx.messages.claim(LEASE_MS, 'nonce'));
}

describe.each(ENGINES)('%s: lines', (engine) => {
  const database = useDatabase(engine);

  async function filled(): Promise<Store> {
    const store = await database.open();
    await addAll(store, [aRequest('ic-00'), aRequest('ic-01')]);
    return store;
  }

  test('come in the order in which they were said, in each place by itself', async () => {
    const store = await filled();
    await say(store, 'channel', 1, 2);
    await say(store, 'dm', 3);
    await say(store, 'channel', 4);
    const told: unknown[] = [];
    for (const _ of [1, 2, 3]) {
      const found = await next(store, 'channel');
      told.push([found?.seq, found?.line]);
      await store.transaction((tx) => tx.outbox.put(found?.id ?? 0, 'sent', '1.2'));
    }
    expect(await next(store, 'channel')).toBeUndefined();
    expect(told).toEqual([
      [1, line(1)],
      [2, line(2)],
      [3, line(4)],
    ]);
    expect(await next(store, 'dm')).toMatchObject({ seq: 1, line: line(3), state: 'waiting' });
  });

  test('stay the next one until they are sent', async () => {
    const store = await filled();
    await say(store, 'dm', 1, 2);
    const first = await next(store, 'dm');
    if (!first) throw new Error('There is no line.');
    await store.transaction((tx) => tx.outbox.put(first.id, 'sending'));
    expect(await next(store, 'dm')).toEqual({ ...first, state: 'sending' });
    await store.transaction((tx) => tx.outbox.put(first.id, 'sent', '1.2'));
    expect(await next(store, 'dm')).toMatchObject({ seq: 2, state: 'waiting' });
  });

  test('cannot be said where there is no message to put them under', async () => {
    const store = await filled();
    await expect(
      store.transaction((tx) => tx.outbox.add([{ requestId: 'ic-none', destination: 'dm', line: line(1) }])),
    ).rejects.toThrow();
  });
});

/** One request with one message, claimed and drawn as it was wanted then. */
async function drawnOn(database: TestDatabase) {
  const store = await database.open();
  await store.transaction(async (tx) => {
    await tx.requests.add(aRequest('ic-00'));
    await tx.messages.add('ic-00', 'channel', 'C0APPROVALS');
  });
  const claim = await take(store);
  if (!claim) throw new Error('Nothing was due.');
  const message: StatusMessage = { ...claim.message, posting: 'posted', ts: '1.2', drawn: 1 };
  await store.transaction((tx) => tx.messages.put(message, claim.token, LEASE_MS));
  const release = (pause: Partial<StatusMessage> = BOTH) =>
    store.transaction((tx) => tx.messages.release({ ...message, ...pause }, claim.token));
  return { store, message, release };
}

describe.each(ENGINES)('%s: a message that is given back', (engine) => {
  const database = useDatabase(engine);

  const drawn = () => drawnOn(database);

  /** When the message is due again, found by asking for it at each end. */
  async function isDue(store: Store, at: number): Promise<boolean> {
    database.clock.now = at;
    return (await take(store)) !== undefined;
  }

  test('rests when all is told', async () => {
    const { store, release } = await drawn();
    await release();
    expect(await isDue(store, LATER + LEASE_MS)).toBe(false);
  });

  test('is due when its time comes if it was drawn from an older state', async () => {
    const { store, release } = await drawn();
    await store.transaction((tx) => tx.messages.redraw('ic-00'));
    await release();
    expect(await isDue(store, LATER - 1)).toBe(false);
    expect(await isDue(store, LATER)).toBe(true);
  });

  test('is due when its time comes if a line is unsent', async () => {
    const { store, release } = await drawn();
    await say(store, 'channel', 1);
    await release();
    expect(await isDue(store, LATER - 1)).toBe(false);
    expect(await isDue(store, LATER)).toBe(true);
  });

  test('rests when its lines are sent', async () => {
    const { store, release } = await drawn();
    await say(store, 'channel', 1);
    const said = await next(store, 'channel');
    await store.transaction((tx) => tx.outbox.put(said?.id ?? 0, 'sent', '1.3'));
    await release();
    expect(await isDue(store, LATER + LEASE_MS)).toBe(false);
  });

  test('remembers how often it failed', async () => {
    const { store, message } = await drawn();
    await store.transaction((tx) => tx.messages.release({ ...message, failures: 3 }, 1));
    expect(await store.transaction((tx) => tx.messages.of('ic-00'))).toMatchObject([
      { failures: 3, drawn: 1 },
    ]);
  });

  test.each(['redraw', 'say'] as const)('is due at once after a %s', async (what) => {
    const { store, release } = await drawn();
    await release({});
    if (what === 'say') await say(store, 'channel', 1);
    else await store.transaction((tx) => tx.messages.redraw('ic-00'));
    expect(await isDue(store, START)).toBe(true);
  });

  test.each(['redraw', 'say'] as const)('is not due sooner after a %s if it has to wait', async (what) => {
    const { store, release } = await drawn();
    await store.transaction((tx) => tx.messages.redraw('ic-00'));
    await release();
    if (what === 'say') await say(store, 'channel', 1);
    else await store.transaction((tx) => tx.messages.redraw('ic-00'));
    expect(await isDue(store, LATER - 1)).toBe(false);
    expect(await isDue(store, LATER)).toBe(true);
  });
});

describe.each(ENGINES)('%s: drawing and telling', (engine) => {
  const database = useDatabase(engine);

  /** One posted message, up to date, given back with a pause for one of the two. */
  async function paused(pause: Partial<StatusMessage>) {
    const { store, release } = await drawnOn(database);
    await release(pause);
    return store;
  }
  const draw = (store: Store) => store.transaction((tx) => tx.messages.redraw('ic-00'));
  const isDueNow = async (store: Store) => (await take(store)) !== undefined;

  test('a line is due at once while only the drawing has to wait', async () => {
    const store = await paused({ drawAfter: LATER });
    await draw(store);
    expect(await isDueNow(store)).toBe(false);
    await say(store, 'channel', 1);
    expect(await isDueNow(store)).toBe(true);
  });

  test('a drawing is due at once while only the lines have to wait', async () => {
    const store = await paused({ tellAfter: LATER });
    await say(store, 'channel', 1);
    expect(await isDueNow(store)).toBe(false);
    await draw(store);
    expect(await isDueNow(store)).toBe(true);
  });

  test('a pause that a clock set back made endless holds nothing', async () => {
    const HOUR = 3_600_000;
    database.clock.now = START + 3 * HOUR;
    const store = await paused({ drawAfter: START + 4 * HOUR, tellAfter: START + 4 * HOUR });
    database.clock.now = START;
    await draw(store);
    expect(await isDueNow(store)).toBe(true);
  });
});

describe('postgres: a message that is given back while something is said', () => {
  const database = useDatabase('postgres');

  test.each(['redraw', 'say'] as const)('stays due, though the %s is committed later', async (what) => {
    const [store, other] = [await database.open(), await database.open()];
    await store.transaction(async (tx) => {
      await tx.requests.add(aRequest('ic-00', { state: { status: 'withdrawn', by: LEE, at: START } }));
      await tx.messages.add('ic-00', 'channel', 'C0APPROVALS');
    });
    const claim = await take(store);
    if (!claim) throw new Error('Nothing was due.');
    const message: StatusMessage = { ...claim.message, drawn: 1 };
    await store.transaction((tx) => tx.messages.put(message, claim.token, LEASE_MS));
    let released: Promise<void> | undefined;
    await other.transaction(async (tx) => {
      if (what === 'say')
        await tx.outbox.add([{ requestId: 'ic-00', destination: 'channel', line: line(1) }]);
      else await tx.messages.redraw('ic-00');
      released = store.transaction((inner) => inner.messages.release({ ...message, ...BOTH }, claim.token));
      await untilOneWaits(database);
    });
    await released;
    database.clock.now = LATER;
    expect(await take(store)).toBeDefined();
  });
});
