import { type Kysely, sql } from 'kysely';

/** Who lists an account's Region is one process's at a time; and how its listings went decides when the next one is due. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['lease_token', 'lease_until', 'changed_at', 'throttled'])
    await sql.raw(`alter table duties add column ${column} bigint not null default 0`).execute(db);
}
