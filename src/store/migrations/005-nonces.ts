import { type Kysely, sql } from 'kysely';

/** What a message was sent with, so that it can be told from a forged one. Rows from before have none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['surfaces', 'lines']) {
    await sql.raw(`alter table ${table} add column nonce text`).execute(db);
  }
}
