import { type Kysely, sql } from 'kysely';

/**
 * Each account's Region with orders or ports is a duty of its own; `any` where an older version knew no account. What a
 * Region offers is kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table catalogs (
    account_id text not null, region text not null, catalog text not null, read_at bigint not null,
    primary key (account_id, region))`.execute(db);
  await sql`
    insert into duties (name, due_at)
    select distinct 'following:' || coalesce(account_id, 'any') || '/' || region, cast(0 as bigint) from attempts
    union select distinct 'following:' || case account_id when 'unknown' then 'any' else account_id end || '/' || region,
      cast(0 as bigint) from ports`.execute(db);
}
