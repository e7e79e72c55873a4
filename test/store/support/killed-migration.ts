import { Kysely } from 'kysely';
import { migrate } from '../../../src/store/migrate.ts';
import { up } from '../../../src/store/migrations/001-first.ts';
import { MIGRATION, postgresDialect } from '../../../src/store/postgres.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { openSqlite } from '../../../src/store/sqlite.ts';

// A process that is killed when its first migration has run and is not yet written down.
const [url = ''] = process.argv.slice(2);
const engine = url.startsWith('file:') ? 'sqlite' : 'postgres';
const dialect =
  engine === 'sqlite'
    ? openSqlite(url.slice('file:'.length), 'writing').dialect
    : postgresDialect({ url, tls: 'required' }, MIGRATION);
await migrate(new Kysely<Schema>({ dialect }), engine, async () => 0, [
  async (db) => {
    await up(db, engine);
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  },
]);
