import { type Kysely, sql } from 'kysely';

/** For whom somebody asks, what voters say, and how long a request has waited for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table requests add column beneficiary_id text',
    'alter table requests add column beneficiary_name text',
    'alter table requests add column asked_at bigint',
    'alter table requests add column reminded integer not null default 0',
    'alter table requests add column nudged_at bigint',
    'alter table requests add column escalated_at bigint',
    'alter table votes add column comment text',
  ])
    await sql.raw(statement).execute(db);
}
