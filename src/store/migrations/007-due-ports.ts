import { type Kysely, sql } from 'kysely';

/** A port may be due by itself, and is then one process's at a time. Of those that are there nothing is due yet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table ports add column due_at bigint',
    'alter table ports add column lease_token bigint not null default 0',
    'alter table ports add column lease_until bigint not null default 0',
    'create index ports_due on ports (due_at) where due_at is not null',
  ])
    await sql.raw(statement).execute(db);
}
