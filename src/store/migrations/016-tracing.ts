import { type Kysely, sql } from 'kysely';

/** Where each request's trace goes on, and since when; null for what an older version wrote. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table requests add column trace text`.execute(db);
  await sql`alter table requests add column traced_at bigint`.execute(db);
}
