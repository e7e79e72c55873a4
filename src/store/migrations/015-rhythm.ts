import { type Kysely, sql } from 'kysely';

/**
 * Who lists an account's Region is one process at a time, and how its listings went decides when the next one is due; its
 * ports are read a few hundred at a time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['lease_token', 'lease_until', 'changed_at', 'throttled'])
    await sql.raw(`alter table duties add column ${column} bigint not null default 0`).execute(db);
  await sql`create index ports_followed on ports (account_id, region, request_id) where state <> 'deleted'`.execute(
    db,
  );
}
