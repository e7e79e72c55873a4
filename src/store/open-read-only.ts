import { Kysely } from 'kysely';
import { UnfitStoreError } from '../interfaces/errors.ts';
import type { ReadOnlyStore } from '../interfaces/store.ts';
import { contextsOf } from './context.ts';
import type { Engine } from './engine.ts';
import { SCHEMA_VERSION } from './migrate.ts';
import { MOVED, movedError } from './moving/mark.ts';
import { type StoreOptions, snapshot, tablesOf } from './open.ts';
import { postgresReadOnly } from './postgres.ts';
import type { Schema } from './schema.ts';
import { schemaVersion } from './schema-version.ts';
import { openSqliteReadOnly } from './sqlite.ts';
import { whileBusy } from './trying.ts';

const NAME_ONE = 'Name the store of a bot of this version.';

/**
 * Opens a store to read it: nothing is made, brought up to date or changed. Throws UnfitStoreError where there is no
 * store, or one of another version; what the database says where it can't be used.
 */
export async function openReadOnly({ url, now, tls = 'required' }: StoreOptions): Promise<ReadOnlyStore> {
  const engine: Engine = url.startsWith('file:') ? 'sqlite' : 'postgres';
  const path = url.slice('file:'.length);
  const sqlite = engine === 'sqlite' ? await whileBusy(async () => openSqliteReadOnly(path)) : undefined;
  if (engine === 'sqlite' && !sqlite) throw new UnfitStoreError('there is no such file', NAME_ONE);
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
  const version = await schemaVersion(db, engine);
  if (version === SCHEMA_VERSION) return;
  if (version === undefined) throw new UnfitStoreError('no bot has kept anything there', NAME_ONE);
  if (version === MOVED) throw await movedError(db);
  const whose = version > SCHEMA_VERSION ? 'a newer' : 'an older';
  throw new UnfitStoreError(
    `its schema has version ${version} and is ${whose} bot's: this one reads version ${SCHEMA_VERSION}`,
    NAME_ONE,
  );
}
