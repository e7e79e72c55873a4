import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { OwnPostgres } from './own-postgres.ts';

/** A copy of a PostgreSQL server's files. */
interface BaseBackup {
  /** Ends the server, puts the copy in its files' place, and starts it again. */
  restore(): Promise<void>;
  /** Takes the copy away. */
  remove(): void;
}

const run = promisify(execFile);

/** Copies a server's files while it works, as pg_basebackup does. Source: PostgreSQL, "Making a Base Backup Using the Low Level API". */
export async function takeBaseBackup(server: OwnPostgres): Promise<BaseBackup> {
  const folder = mkdtempSync(join(tmpdir(), 'base-backup-'));
  const copy = join(folder, 'data');
  const client = new pg.Client(server.url);
  await client.connect();
  const answer = async (statement: string) => (await client.query<Record<string, string>>(statement)).rows[0];
  try {
    const data = (await answer('show data_directory'))?.data_directory ?? '';
    await client.query("select pg_backup_start('copy', true)");
    await run('cp', ['-a', data, copy]);
    const stopped = await answer('select labelfile from pg_backup_stop(false)');
    // What was written while it was copied.
    await run('cp', ['-a', join(data, 'pg_wal'), copy]);
    // A file of the server's user, whoever runs this.
    const label = join(copy, 'backup_label');
    await run('cp', ['-a', join(copy, 'PG_VERSION'), label]);
    writeFileSync(label, stopped?.labelfile ?? '');
    rmSync(join(copy, 'postmaster.pid'), { force: true });
    return {
      async restore() {
        await server.stop();
        rmSync(data, { recursive: true });
        await run('cp', ['-a', copy, data]);
        await server.start();
      },
      remove: () => rmSync(folder, { recursive: true }),
    };
  } finally {
    await client.end();
  }
}
