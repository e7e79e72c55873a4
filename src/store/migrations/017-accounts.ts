import { type Kysely, sql } from 'kysely';

/** What the account was called when a port was asked for there; null where nobody had named it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table requests add column account_label text`.execute(db);
}
