import { type Kysely, sql } from 'kysely';

/** Wishes for ports' LOA-CFAs: one open per request, and one of the bot's own for ever. Of ports that are there none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table loa_wishes (
      request_id text not null references requests (id), number integer not null, by_id text, by_name text,
      bound_to bigint, wished_at bigint not null, state text not null, ask_at bigint not null, asked_at bigint,
      awaited integer not null, asked integer not null, refused integer not null, lost integer not null, not_asked integer not null,
      failing_since bigint, issued_at bigint, sha256 text, bytes bigint, file_id text, ended_at bigint, due_at bigint,
      lease_token bigint not null default 0, lease_until bigint not null default 0,
      primary key (request_id, number))`,
    "create unique index loa_wishes_open on loa_wishes (request_id) where state = 'open'",
    'create unique index loa_wishes_own on loa_wishes (request_id) where by_id is null',
    'create index loa_wishes_due on loa_wishes (due_at) where due_at is not null',
  ])
    await sql.raw(statement).execute(db);
}
