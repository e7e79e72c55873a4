import { Kysely } from 'kysely';
import type { Engine } from '../../../src/store/engine.ts';
import { MIGRATIONS, migrate } from '../../../src/store/migrate.ts';
import { MIGRATION, postgresDialect } from '../../../src/store/postgres.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { openSqlite } from '../../../src/store/sqlite.ts';
import { START } from './database.ts';

/** A database as Kysely's own, without what a store does at its start, for as long as `use` takes. */
export async function withKysely(
  engine: Engine,
  url: string,
  use: (db: Kysely<Schema>) => Promise<void>,
): Promise<void> {
  const dialect =
    engine === 'sqlite'
      ? openSqlite(url.slice('file:'.length), 'writing').dialect
      : postgresDialect({ url, tls: 'required' }, MIGRATION);
  const db = new Kysely<Schema>({ dialect });
  try {
    await use(db);
  } finally {
    await db.destroy();
  }
}

/** Makes an empty database one of an earlier version. */
export function asBefore(engine: Engine, url: string, version: number): Promise<void> {
  return withKysely(engine, url, async (db) => {
    await migrate(db, engine, async () => START, MIGRATIONS.slice(0, version));
  });
}
