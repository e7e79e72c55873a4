import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { answerMeanwhile } from '../../src/process/answering.ts';
import { openStoreInTime } from '../../src/process/open-store.ts';
import { StoppedEarly } from '../../src/process/stopped-early.ts';
import { SettingError } from '../../src/settings/setting-error.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { useDatabase } from '../store/support/database.ts';

const database = useDatabase('postgres');
let operatorPort: number;
let time: number;
let pauses: number;
let logged: Record<string, unknown>[];
const closing: Server[] = [];
beforeEach(async () => {
  operatorPort = await freePort();
  time = 0;
  pauses = 0;
  logged = [];
});
afterEach(() => {
  for (const server of closing.splice(0)) server.close();
});

/** Opens the store by a clock that only waiting moves; `meanwhile` runs at each pause. */
async function open(url: string, meanwhile = async (): Promise<void> => undefined, stopping = never()) {
  const settings = readSettings({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: 'xapp-1',
    APPROVAL_CHANNEL: 'C0123456789',
    APPROVERS: 'S0123456789',
    AWS_REGION: 'us-east-1',
    DATABASE_URL: url,
    OPERATOR_PORT: String(operatorPort),
  });
  return openStoreInTime(settings, {
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) }),
    monotonic: () => time,
    async pause(ms) {
      pauses += 1;
      await meanwhile();
      time += ms;
    },
    answer: answerMeanwhile,
    stopping,
  });
}

function never(): Promise<void> {
  return new Promise(() => undefined);
}

/** The line that ends a start. */
async function refusal(url: string): Promise<string> {
  try {
    await (await open(url)).close();
  } catch (error) {
    if (error instanceof SettingError) return error.message;
    throw error;
  }
  return 'It was opened.';
}

async function portOf(server: Server): Promise<number> {
  closing.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function changed(change: Partial<Pick<URL, 'username' | 'password' | 'pathname' | 'search'>>): string {
  return Object.assign(new URL(inject('postgresUrl')), change).href;
}

describe('what no waiting mends is refused at once', () => {
  test.each<[string, () => Promise<string> | string, string | RegExp]>([
    [
      'a password',
      () => changed({ password: 'wrong-password' }),
      /\(28P01: password authentication failed .+\)/,
    ],
    ['a database', () => changed({ pathname: '/nowhere' }), /\(3D000: database "nowhere" does not exist\)/],
    [
      'TLS',
      () => changed({ search: 'sslmode=verify-full' }),
      /\(The server does not support SSL connections\)/,
    ],
    ['a path', () => `file:${import.meta.filename}/bot.db`, /\((EEXIST|ENOTDIR): .+\)/],
    [
      'a web server',
      async () => `postgres://b:b@127.0.0.1:${await portOf(createHttp((_, response) => response.end()))}/bot`,
      'DATABASE_URL: what answers there is no PostgreSQL. Check host and port.',
    ],
    [
      'a server that speaks first',
      async () => {
        const server = createServer((socket) => {
          socket.on('error', () => undefined);
          socket.write('SSH-2.0-OpenSSH_10.0\r\n');
        });
        return `postgres://b:b@127.0.0.1:${await portOf(server)}/bot`;
      },
      'DATABASE_URL: what answers there is no PostgreSQL. Check host and port.',
    ],
  ])('%s', async (_, url, words) => {
    expect(await refusal(await url())).toEqual(
      typeof words === 'string' ? words : expect.stringMatching(words),
    );
    expect({ pauses, logged }).toEqual({ pauses: 0, logged: [] });
  });
});

describe('one that does not answer', () => {
  test('is waited for as long as is set, which is said once', async () => {
    const port = await freePort();
    expect(await refusal(`postgres://b:b@127.0.0.1:${port}/bot`)).toBe(
      `DATABASE_URL: the database didn't answer within 30 s (ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:${port}). Check that it runs, and the address; DATABASE_WAIT_SECONDS says how long a start waits for it.`,
    );
    expect(time).toBe(30_000);
    expect(logged).toMatchObject([
      { msg: "the database doesn't answer yet: the start waits for it", wait_seconds: 30, level: 40 },
    ]);
  });

  test('is waited for by a process that runs and is not ready, as whoever asks it is told', async () => {
    const ask = (path: string) => fetch(`http://127.0.0.1:${operatorPort}${path}`);
    const heard: unknown[] = [];
    const url = `postgres://b:b@127.0.0.1:${await freePort()}/bot`;
    await expect(
      open(url, async () => {
        if (pauses > 2) return;
        for (const path of ['/healthz', '/readyz', '/metrics']) heard.push((await ask(path)).status);
        heard.push(await (await ask('/readyz')).json());
      }),
    ).rejects.toThrow(SettingError);
    const troubles = ["the database doesn't answer yet: the start waits for it"];
    const once = [200, 503, 503, { store: false, troubles }];
    expect(heard).toEqual([...once, ...once]);
    // The start that goes on, or another process, gets the port.
    await expect(ask('/healthz')).rejects.toThrow();
  });

  test('is used as soon as it takes connections', async () => {
    const role = `waiting_${process.pid}`;
    // Out of connections, as a server is that comes up under a crowd.
    await database.sql(`create role ${role} superuser login password 'w' connection limit 0`);
    await database.sql(`alter role ${role} nosuperuser`);
    await database.sql(
      `grant all on schema ${new URL(database.url).searchParams.get('application_name')} to ${role}`,
    );
    const url = Object.assign(new URL(database.url), { username: role, password: 'w' }).href;
    const store = await open(url, async () => {
      if (pauses === 3) await database.sql(`alter role ${role} connection limit -1`);
    });
    expect(await store.read((at) => at.requests.countOpen())).toBe(0);
    await store.close();
    expect({ pauses, lines: logged.length }).toEqual({ pauses: 3, lines: 1 });
    await database.sql(`drop owned by ${role}`);
    await database.sql(`drop role ${role}`);
  });

  test('is waited for no longer once the bot is to stop', async () => {
    const stop = Promise.withResolvers<void>();
    const opening = open(
      `postgres://b:b@127.0.0.1:${await freePort()}/bot`,
      () => {
        stop.resolve();
        return never();
      },
      stop.promise,
    );
    await expect(opening).rejects.toThrow(StoppedEarly);
    expect(pauses).toBe(1);
  });
});
