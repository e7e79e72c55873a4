import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';

/**
 * What is remembered of a port, and what people were alarmed about. Of ports that are there nothing is told that was due
 * before now; those that wait for something are taken up at once, to find out what they call for.
 */
export async function up(db: Kysely<unknown>, _engine: Engine, now: number): Promise<void> {
  for (const statement of [
    'alter table ports add column history text',
    'alter table ports add column told_until bigint not null default 0',
    'alter table listings add column skew bigint',
    `create table alarms (
      request_id text not null references requests (id), kind text not null, episode bigint not null, step integer not null,
      told integer not null, raised_at bigint not null, cleared_at bigint,
      got_by_id text, got_by_name text, got_at bigint,
      primary key (request_id, kind, episode, step))`,
  ])
    await sql.raw(statement).execute(db);
  await sql`update ports set told_until = ${now},
    due_at = case when state in ('requested', 'pending', 'down') then cast(${now} as bigint) else due_at end
    where state <> 'deleted'`.execute(db);
}
