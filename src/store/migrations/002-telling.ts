import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';

/**
 * Where a search for an interrupted message begins, lines that Slack refused for good, and a pause for each of
 * drawing and telling, so that neither holds up the other; and files, each with Slack's ID once it has one.
 */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const bytes = engine === 'postgres' ? 'bytea' : 'blob';
  for (const statement of [
    'alter table surfaces add column last_ts text',
    'alter table surfaces add column shown text',
    'alter table surfaces add column draw_after bigint not null default 0',
    'alter table surfaces add column tell_after bigint not null default 0',
    'drop index lines_unsent',
    "create index lines_unsent on lines (request_id, destination, seq) where state in ('waiting', 'sending')",
    `create table files (
      id text primary key, request_id text not null references requests (id), name text not null,
      bytes ${bytes} not null, slack_id text, asked_at bigint, created_at bigint not null)`,
  ]) {
    await sql.raw(statement).execute(db);
  }
}
