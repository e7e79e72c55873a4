import { Kysely, sql } from 'kysely';
import { UnfitStoreError } from '../interfaces/errors.ts';
import type { ReadOnlyStore } from '../interfaces/store.ts';
import { contextsOf } from './context.ts';
import type { Engine } from './engine.ts';
import { SCHEMA_VERSION } from './migrate.ts';
import { type StoreOptions, snapshot, tablesOf } from './open.ts';
import { postgresReadOnly } from './postgres.ts';
import type { Schema } from './schema.ts';
import { openSqliteReadOnly } from './sqlite.ts';
import { whileBusy } from './trying.ts';

/**
 * Opens a store to read it: nothing is made, brought up to date or changed. Throws UnfitStoreError where there is no
 * store, or one of another version; what the database says where it can't be used.
 */
export async function openReadOnly({ url, now, tls = 'required' }: StoreOptions): Promise<ReadOnlyStore> {
  const engine: Engine = url.startsWith('file:') ? 'sqlite' : 'postgres';
  const path = url.slice('file:'.length);
  const sqlite = engine === 'sqlite' ? await whileBusy(async () => openSqliteReadOnly(path)) : undefined;
  if (engine === 'sqlite' && !sqlite) throw new UnfitStoreError('there is no such file');
  const db = new Kysely<Schema>({ dialect: sqlite?.dialect ?? postgresReadOnly({ url, tls }) });
  const close = async () => {
    await db.destroy();
    sqlite?.close();
  };
  try {
    await whileBusy(() => checkVersion(db, engine));
  } catch (error) {
    await close();
    throw error;
  }
  const contextOf = contextsOf(engine, now, SCHEMA_VERSION);
  return {
    read(work) {
      const reading = engine === 'sqlite' ? db.transaction() : snapshot(db);
      return whileBusy(() => reading.execute(async (tx) => work(tablesOf(await contextOf(tx)))));
    },
    close,
  };
}

async function checkVersion(db: Kysely<Schema>, engine: Engine): Promise<void> {
  const { rows } =
    engine === 'sqlite'
      ? await sql`select name from sqlite_master where name = 'schema_versions'`.execute(db)
      : await sql`select 1 where to_regclass('schema_versions') is not null`.execute(db);
  if (rows.length === 0) throw new UnfitStoreError('no bot has kept anything there');
  const row = await db
    .selectFrom('schema_versions')
    .select((eb) => eb.fn.max('version').as('version'))
    .executeTakeFirst();
  const version = Number(row?.version ?? 0);
  if (version === SCHEMA_VERSION) return;
  const whose = version > SCHEMA_VERSION ? 'a newer' : 'an older';
  throw new UnfitStoreError(
    `its schema has version ${version} and is ${whose} bot's: this one reads version ${SCHEMA_VERSION}`,
  );
}
