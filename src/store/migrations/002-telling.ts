import { type Kysely, sql } from 'kysely';

/**
 * Where a search for an interrupted message begins, lines that Slack refused for good, and a pause for each of
 * drawing and telling, so that neither holds up the other.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table surfaces add column last_ts text',
    'alter table surfaces add column draw_after bigint not null default 0',
    'alter table surfaces add column tell_after bigint not null default 0',
    'drop index lines_unsent',
    "create index lines_unsent on lines (request_id, destination, seq) where state in ('waiting', 'sending')",
  ]) {
    await sql.raw(statement).execute(db);
  }
}
