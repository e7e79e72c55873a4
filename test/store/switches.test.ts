import { describe, expect, test } from 'vitest';
import type { BotProcess } from '../../src/domain/bot-process.ts';
import { ENGINES, START, untilOneWaits, useDatabase } from './support/database.ts';
import { addAll, anApproved, anAttempt, aPort, LEE } from './support/samples.ts';

const FREEZE = { by: LEE, reason: 'Audit of "ports"', at: START };

const running = (id: string, overrides: Partial<BotProcess> = {}): Omit<BotProcess, 'seenAt'> => ({
  id,
  host: 'bot-1',
  pid: 17,
  rulesHash: 'a',
  frozen: false,
  dryRun: false,
  connections: 1,
  ...overrides,
});

describe.each(ENGINES)('%s: what all processes of a store see', (engine) => {
  const database = useDatabase(engine);

  test('a freeze, until it ends', async () => {
    const store = await database.open();
    expect(await store.transaction((tx) => tx.freeze.read())).toBeNull();
    await store.transaction((tx) => tx.freeze.put(FREEZE));
    const other = await database.open();
    expect(await other.transaction((tx) => tx.freeze.hold())).toEqual(FREEZE);
    await other.transaction((tx) => tx.freeze.put(null));
    expect(await store.transaction((tx) => tx.freeze.read())).toBeNull();
  });

  test('which processes run, and how; whoever says nothing for long is left out', async () => {
    const store = await database.open({ clock: 'injected' });
    await store.transaction((tx) => tx.processes.put(running('p1')));
    database.clock.now += 20_000;
    await store.transaction((tx) =>
      tx.processes.put(running('p2', { host: 'bot-2', frozen: true, dryRun: true })),
    );
    const seen = () => store.transaction((tx) => tx.processes.recent(30_000));
    expect(await seen()).toEqual([
      { ...running('p1'), seenAt: START },
      { ...running('p2', { host: 'bot-2', frozen: true, dryRun: true }), seenAt: START + 20_000 },
    ]);
    database.clock.now += 15_000;
    expect((await seen()).map(({ id }) => id)).toEqual(['p2']);
    await store.transaction((tx) => tx.processes.put(running('p1', { connections: 2 })));
    expect((await seen()).map(({ id, connections }) => [id, connections])).toEqual([
      ['p1', 2],
      ['p2', 1],
    ]);
    expect((await store.transaction((tx) => tx.processes.of('bot-1'))).map(({ id }) => id)).toEqual(['p1']);
    await store.transaction((tx) => tx.processes.remove('p1'));
    expect((await seen()).map(({ id }) => id)).toEqual(['p2']);
  });

  test('the last listing of each account and Region', async () => {
    const store = await database.open();
    const noted = (accountId: string, region: string, at: number) =>
      store.transaction((tx) => tx.listings.note({ accountId, region, at }));
    await noted('222233334444', 'us-east-1', START);
    await noted('111122223333', 'us-west-2', START);
    await noted('111122223333', 'us-west-2', START + 1);
    expect(await store.transaction((tx) => tx.listings.all())).toEqual([
      { accountId: '111122223333', region: 'us-west-2', at: START + 1 },
      { accountId: '222233334444', region: 'us-east-1', at: START },
    ]);
  });

  test('a port of an account that nobody knew is named by a listing that shows it', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00'), anApproved('ic-01')]);
    const unnamed = (requestId: string, interconnectId: string) =>
      aPort(requestId, { interconnectId, accountId: null });
    await store.transaction(async (tx) => {
      expect(await tx.ports.add(unnamed('ic-00', 'dxcon-a'))).toBe(true);
      expect(await tx.ports.add(unnamed('ic-01', 'dxcon-b'))).toBe(true);
      await tx.ports.nameAccount({ accountId: '111122223333', region: 'us-west-2' }, ['dxcon-a']);
      await tx.ports.nameAccount({ accountId: '111122223333', region: 'us-east-1' }, ['dxcon-a', 'dxcon-c']);
    });
    const accountOf = (id: string) => store.transaction(async (tx) => (await tx.ports.of(id))?.accountId);
    expect(await accountOf('ic-00')).toBe('111122223333');
    expect(await accountOf('ic-01')).toBeNull();
  });

  test('an older bot, which does not say what it sends, commits no attempt', async () => {
    const store = await database.open();
    await addAll(store, [anApproved('ic-00')]);
    await expect(
      database.sql(`insert into attempts (request_id, number, region, endpoint, lease_token, committed_at, deadline_at, same_name_ids)
        values ('ic-00', 1, 'us-east-1', 'https://x', 1, 1, 1, '[]')`),
    ).rejects.toThrow('an attempt has to say what it sends: stop bots of older versions');
    expect(await store.transaction((tx) => tx.attempts.of('ic-00'))).toEqual([]);
    await store.transaction((tx) => tx.attempts.add(anAttempt('ic-00')));
    expect(await store.transaction((tx) => tx.attempts.countOpen())).toBe(1);
  });
});

describe('postgres: a freeze', () => {
  const database = useDatabase('postgres');

  test('waits for an attempt that is being committed, and is seen by the next', async () => {
    const [store, other] = [await database.open(), await database.open()];
    const held = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const committing = store.transaction(async (tx) => {
      expect(await tx.freeze.hold()).toBeNull();
      held.resolve();
      await go.promise;
    });
    await held.promise;
    let frozen = false;
    const freezing = other
      .transaction((tx) => tx.freeze.put(FREEZE))
      .then(() => {
        frozen = true;
      });
    await untilOneWaits(database);
    expect(frozen).toBe(false);
    go.resolve();
    await Promise.all([committing, freezing]);
    expect(await store.transaction((tx) => tx.freeze.hold())).toEqual(FREEZE);
  });
});
