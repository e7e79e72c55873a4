import { sql } from 'kysely';
import type { Migration } from '../../../src/store/migrate.ts';

/** What a version after this one might add: to a table that every process reads, and one of its own. */
export const nextVersion: Migration = async (db) => {
  await sql`alter table requests add column of_next_version integer not null default 0`.execute(db);
  await sql`create table of_next_version (id integer primary key)`.execute(db);
};
