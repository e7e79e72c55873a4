import { type Kysely, sql } from 'kysely';

/** Where a search for an interrupted message begins, and lines that Slack refused for good. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table surfaces add column last_ts text',
    'drop index lines_unsent',
    "create index lines_unsent on lines (request_id, destination, seq) where state in ('waiting', 'sending')",
  ]) {
    await sql.raw(statement).execute(db);
  }
}
