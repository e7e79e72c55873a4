import { type Kysely, sql } from 'kysely';

/** What AWS Health has said of each port and what of it was told; and who deleted a port, as far as CloudTrail was asked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table maintenance (
      request_id text not null references requests (id), event_arn text not null, interconnect_id text not null,
      code text not null, planned integer not null, starts_at bigint not null, ends_at bigint, status text not null,
      words text not null, told_step text, told_starts_at bigint, told_ends_at bigint, told_at bigint,
      done integer not null default 0, primary key (request_id, event_arn))`,
    'create index maintenance_open on maintenance (request_id, event_arn) where done = 0',
    `create table deletions (
      request_id text primary key references requests (id), gone_at bigint not null, due_at bigint,
      deleted_by text, deleted_at bigint)`,
    'create index deletions_due on deletions (due_at) where due_at is not null',
    "create index ports_gone on ports (state_since) where state = 'deleted'",
    'create index ports_missed on ports (missing_since) where missing_told = 1',
  ])
    await sql.raw(statement).execute(db);
}
