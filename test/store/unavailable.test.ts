import dns from 'node:dns';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { StoreUnavailableError } from '../../src/interfaces/errors.ts';
import { openStore } from '../../src/store/open.ts';
import { useDatabase } from './support/database.ts';
import { addAll, anApproved } from './support/samples.ts';

const PASSWORD = 'correct-horse-battery';

/** What opening a store fails with. */
async function failureOf(url: string): Promise<unknown> {
  try {
    const store = await openStore({ url });
    await store.close();
  } catch (error) {
    return error;
  }
  throw new Error('The store opened.');
}

describe('postgres: a server that cannot be used', () => {
  const closing: (() => void)[] = [];
  afterEach(() => {
    vi.restoreAllMocks();
    for (const close of closing.splice(0)) close();
  });

  /** A port of this machine on which every caller is treated so. */
  async function portWhere(onCall: (socket: Socket) => void): Promise<number> {
    const server = createServer(onCall).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => server.close());
    return (server.address() as AddressInfo).port;
  }

  function expectUnavailable(error: unknown): void {
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(inspect(error, { depth: Number.POSITIVE_INFINITY })).not.toContain(PASSWORD);
  }

  test('one that is not there', async () => {
    const port = await portWhere(() => undefined);
    for (const close of closing.splice(0)) close();
    expectUnavailable(await failureOf(`postgres://bot:${PASSWORD}@127.0.0.1:${port}/bot`));
  });

  test.each(['ENOTFOUND', 'EAI_AGAIN'])('one whose name cannot be resolved: %s', async (code) => {
    vi.spyOn(dns, 'lookup').mockImplementation((...given: unknown[]) => {
      const done = given.at(-1) as (error: Error) => void;
      done(Object.assign(new Error(`getaddrinfo ${code} database.invalid`), { code }));
    });
    expectUnavailable(await failureOf(`postgres://bot:${PASSWORD}@database.invalid/bot`));
  });

  test('one that hangs up', async () => {
    const port = await portWhere((socket) => socket.destroy());
    expectUnavailable(await failureOf(`postgres://bot:${PASSWORD}@127.0.0.1:${port}/bot`));
  });

  test('one that never answers', async () => {
    const port = await portWhere((socket) => closing.push(() => socket.destroy()));
    expectUnavailable(await failureOf(`postgres://bot:${PASSWORD}@127.0.0.1:${port}/bot`));
  });

  describe('and one that', () => {
    const database = useDatabase('postgres');
    const cut = () =>
      database.sql(`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = current_setting('application_name') and pid <> pg_backend_pid()`);

    test('refuses the password', async () => {
      const url = Object.assign(new URL(database.url), { username: 'nobody', password: PASSWORD }).href;
      expectUnavailable(await failureOf(url));
    });

    test('goes away in the middle of a transaction, which is undone', async () => {
      const store = await database.open();
      const broken = store.transaction(async (tx) => {
        await tx.requests.add(anApproved('ic-00'));
        await cut();
        await tx.requests.countOpen();
      });
      await expect(broken).rejects.toThrow(StoreUnavailableError);
      await expect(broken).rejects.toMatchObject({ maybeRecorded: false });
      expect(await store.transaction((tx) => tx.requests.lock('ic-00'))).toBeUndefined();
      await addAll(store, [anApproved('ic-00')]);
    });

    test('goes away before it has answered a commit, which may have been done', async () => {
      const store = await database.open();
      const broken = store.transaction(async (tx) => {
        await tx.requests.add(anApproved('ic-00'));
        await cut();
      });
      await expect(broken).rejects.toThrow(StoreUnavailableError);
      await expect(broken).rejects.toMatchObject({ maybeRecorded: true });
    });

    test('goes away while nothing is asked', async () => {
      const store = await database.open();
      await cut();
      await expect.poll(() => store.transaction((tx) => tx.requests.countOpen())).toBe(0);
    });
  });
});
