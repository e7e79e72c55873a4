import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { watchResources } from './leaks.ts';
import { requestIdOf } from './shown.ts';
import { firstCard, openStage, type Stage } from './stage.ts';

// What a bot leaves behind fails its test: each kind of it, put there on purpose.

const SOON_MS = 50;
/** So many that none is made up for by what earlier files of this process still close meanwhile. */
const MANY = 20;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

describe('left open in this process is', () => {
  test('nothing, where all was closed', async () => {
    const left = watchResources();
    clearTimeout(setTimeout(() => undefined, 60_000));
    expect(await left()).toEqual([]);
  });

  test.each<[string, string[], () => Promise<() => unknown>]>([
    [
      'a timer',
      ['Timeout'],
      async () => {
        const timer = setTimeout(() => undefined, 60_000);
        return () => clearTimeout(timer);
      },
    ],
    [
      'a server and both ends of a connection',
      ['TCPServerWrap', 'TCPSocketWrap'],
      async () => {
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        const address = server.address();
        const socket = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1');
        await Promise.all([once(socket, 'connect'), once(server, 'connection')]);
        return () => {
          socket.destroy();
          server.close();
        };
      },
    ],
    [
      'a process',
      ['ProcessWrap'],
      async () => {
        const child = spawn('sleep', ['60'], { stdio: 'ignore' });
        return async () => {
          child.kill('SIGKILL');
          await once(child, 'exit');
        };
      },
    ],
  ])('%s', async (_what, expected, put) => {
    const left = watchResources(SOON_MS);
    for (let count = 0; count < MANY; count++) closing.push(await put());
    const kinds = (await left()).map((said) => said.split(' ')[1]);
    expect(kinds).toEqual(expect.arrayContaining(expected));
  });
});

describe('left in the database is', () => {
  async function withCard(): Promise<{ stage: Stage; id: string }> {
    const stage = await openStage();
    await stage.start();
    await stage.order();
    return { stage, id: requestIdOf(await firstCard(stage)) };
  }
  /** Behind the back of a bot that has stopped; the next one begins with it. */
  function put({ env }: Stage, statement: string): void {
    const database = new DatabaseSync(env.DATABASE_URL?.slice('file:'.length) ?? '');
    database.exec(statement);
    database.close();
  }
  /** Longer than a stage waits for what is on its way; not so late that the bot takes it for a clock that was set back. */
  const later = () => Date.now() + 60_000;

  test.each<[string, string, (id: string) => string]>([
    ['a request', 'requests', (id) => `request ${id}`],
    ['a message', 'surfaces', (id) => `message ${id} dm`],
  ])('%s under a lease', async (_what, table, said) => {
    const { stage, id } = await withCard();
    await stage.stop();
    put(stage, `update ${table} set lease_until = ${later()}`);
    await stage.start();
    await expect(stage.close()).rejects.toThrow(said(id));
  });

  test('a line that was being sent', async () => {
    const { stage, id } = await withCard();
    await stage
      .store()
      .transaction((tx) =>
        tx.outbox.add([
          { requestId: id, destination: 'channel', line: { kind: 'resubmitted', revision: 2 } },
        ]),
      );
    await stage.slack.until('the line', () => stage.thread().length > 0);
    await stage.stop();
    put(
      stage,
      `update surfaces set lease_until = ${later()};
       update lines set state = 'sending' where destination = 'channel'`,
    );
    await stage.start();
    await expect(stage.close()).rejects.toThrow(`line ${id} channel in sending`);
  });

  test('what a test says that it leaves', async () => {
    const { stage } = await withCard();
    await stage.stop();
    put(stage, `update requests set lease_until = ${later()}`);
    await stage.start();
    stage.leaves('a lease, to show that it may');
    await stage.close();
  });
});
