import { Kysely } from 'kysely';
import { clockOf } from './context.ts';
import type { Engine } from './engine.ts';
import { type Migrated, migrate } from './migrate.ts';
import type { StoreOptions } from './open.ts';
import { MIGRATION, postgresDialect } from './postgres.ts';
import type { Schema } from './schema.ts';
import { openSqlite } from './sqlite.ts';
import { whileBusy } from './trying.ts';

/** Brings a store's schema up to date, as opening it does, and no more. Throws as that does. */
export async function bringUpToDate({ url, tls = 'required' }: StoreOptions): Promise<Migrated> {
  const engine: Engine = url.startsWith('file:') ? 'sqlite' : 'postgres';
  const sqlite =
    engine === 'sqlite'
      ? await whileBusy(async () => openSqlite(url.slice('file:'.length), 'writing'))
      : undefined;
  const db = new Kysely<Schema>({ dialect: sqlite?.dialect ?? postgresDialect({ url, tls }, MIGRATION) });
  try {
    return await whileBusy(() => migrate(db, engine, clockOf(engine, undefined)));
  } finally {
    await db.destroy();
    sqlite?.close();
  }
}
