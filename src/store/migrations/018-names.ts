import { type Kysely, sql } from 'kysely';

/**
 * What a port is to be called, null in rows of before and in those that an older bot writes beside this one; and whose
 * requests are open, however many of theirs have ended.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table requests add column interconnect_name text',
    'create index requests_named on requests (interconnect_name, status)',
    'create index requests_standing on requests (requester_id, status)',
  ])
    await sql.raw(statement).execute(db);
}
