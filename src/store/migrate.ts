import { type Kysely, sql, type Transaction } from 'kysely';
import { UnfitStoreError } from '../interfaces/errors.ts';
import { isForbidden } from './database-errors.ts';
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
import { up as accounts } from './migrations/017-accounts.ts';
import { up as names } from './migrations/018-names.ts';
import { MOVED, movedError } from './moving/mark.ts';
import { giveRights } from './rights.ts';
import type { Schema } from './schema.ts';
import { schemaVersion } from './schema-version.ts';

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
  accounts,
  names,
];

/** The version of the schema that this code reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Any constant does, as long as nothing else in the database uses it. */
const LOCK = 4_242_001;

/** Which versions a schema was brought from and to; from 0 where there was none. */
export interface Migrated {
  from: number;
  to: number;
}

/**
 * Brings the schema up to date: all of it in one transaction that other processes wait for,
 * so that a kill in the middle leaves what was there before. `clock`: the store's, in epoch milliseconds.
 * Throws UnfitStoreError where the schema is a newer bot's, not this user's to change, or its store has moved.
 */
export function migrate(
  db: Kysely<Schema>,
  engine: Engine,
  clock: (tx: Kysely<Schema>) => Promise<number>,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Migrated> {
  return db.transaction().execute((tx) => migrateWithin(tx, engine, clock, migrations));
}

/** The same within a transaction that does more. */
export async function migrateWithin(
  tx: Transaction<Schema>,
  engine: Engine,
  clock: (tx: Kysely<Schema>) => Promise<number>,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Migrated> {
  if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
  const from = (await schemaVersion(tx, engine)) ?? 0;
  const to = migrations.length;
  if (from === MOVED) throw await movedError(tx);
  if (from > to)
    throw new UnfitStoreError(`its schema has version ${from}, this bot knows ${to}`, 'Use a newer bot.');
  try {
    await apply(tx, engine, await clock(tx), migrations.slice(from), from);
    if (engine === 'postgres') await giveRights(tx);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    throw new UnfitStoreError(
      `its schema has version ${from}, this bot needs ${to}, and this user may not change it`,
      'Run `npm run migrate` as a user who may.',
      error,
    );
  }
  return { from, to };
}

async function apply(
  tx: Transaction<Schema>,
  engine: Engine,
  now: number,
  missing: readonly Migration[],
  from: number,
): Promise<void> {
  if (missing.length === 0) return;
  await sql`create table if not exists schema_versions (version integer primary key, applied_at bigint not null)`.execute(
    tx,
  );
  for (const [index, up] of missing.entries()) {
    await up(tx.withTables<Record<never, never>>() as unknown as Kysely<unknown>, engine, now);
    await tx
      .insertInto('schema_versions')
      .values({ version: from + index + 1, applied_at: now })
      .execute();
  }
}
