import { type Kysely, sql } from 'kysely';

/** What each account's Region was last read to offer is kept. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table catalogs (
    account_id text not null, region text not null, catalog text not null, read_at bigint not null,
    primary key (account_id, region))`.execute(db);
}
