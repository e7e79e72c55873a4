import { type Kysely, sql } from 'kysely';

/** Each account's Region with orders or ports is a duty of its own; `any` where an older version knew no account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into duties (name, due_at)
    select distinct 'following:' || coalesce(account_id, 'any') || '/' || region, cast(0 as bigint) from attempts
    union select distinct 'following:' || case account_id when 'unknown' then 'any' else account_id end || '/' || region,
      cast(0 as bigint) from ports`.execute(db);
}
