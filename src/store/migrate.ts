import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import { up as first } from './migrations/001-first.ts';
import { up as telling } from './migrations/002-telling.ts';
import { up as doors } from './migrations/003-doors.ts';
import { up as authority } from './migrations/004-authority.ts';
import { up as nonces } from './migrations/005-nonces.ts';
import { up as catalogs } from './migrations/006-catalogs.ts';
import { up as duePorts } from './migrations/007-due-ports.ts';
import { up as manyRequests } from './migrations/008-many-requests.ts';
import { up as deciding } from './migrations/009-deciding.ts';
import { up as looking } from './migrations/010-looking.ts';
import { up as watching } from './migrations/011-watching.ts';
import { up as loa } from './migrations/012-loa.ts';
import { up as pairs } from './migrations/013-pairs.ts';
import { up as maintenance } from './migrations/014-maintenance.ts';
import { up as rhythm } from './migrations/015-rhythm.ts';
import { up as tracing } from './migrations/016-tracing.ts';
import type { Schema } from './schema.ts';

/** `now`: epoch milliseconds of the store's clock. */
export type Migration = (db: Kysely<unknown>, engine: Engine, now: number) => Promise<void>;

/** What brings a store from each version to the next, in this order. */
export const MIGRATIONS: readonly Migration[] = [
  first,
  telling,
  doors,
  authority,
  nonces,
  catalogs,
  duePorts,
  manyRequests,
  deciding,
  looking,
  watching,
  loa,
  pairs,
  maintenance,
  rhythm,
  tracing,
];

/** The version of the schema that this code reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Any constant does, as long as nothing else in the database uses it. */
const LOCK = 4_242_001;

/**
 * Brings the schema up to date: all of it in one transaction that other processes wait for,
 * so that a kill in the middle leaves what was there before. `clock`: the store's, in epoch milliseconds.
 */
export async function migrate(
  db: Kysely<Schema>,
  engine: Engine,
  clock: (tx: Kysely<Schema>) => Promise<number>,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
    await sql`create table if not exists schema_versions (version integer primary key, applied_at bigint not null)`.execute(
      tx,
    );
    const row = await tx
      .selectFrom('schema_versions')
      .select((eb) => eb.fn.max('version').as('version'))
      .executeTakeFirst();
    const applied = row?.version ?? 0;
    if (applied > migrations.length) {
      throw new Error(
        `its schema has version ${applied}, this bot knows ${migrations.length}: use a newer bot`,
      );
    }
    const now = await clock(tx);
    for (let version = applied + 1; version <= migrations.length; version++) {
      await migrations[version - 1]?.(
        tx.withTables<Record<never, never>>() as unknown as Kysely<unknown>,
        engine,
        now,
      );
      await tx.insertInto('schema_versions').values({ version, applied_at: now }).execute();
    }
  });
}
