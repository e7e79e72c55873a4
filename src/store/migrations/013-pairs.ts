import { type Kysely, sql } from 'kysely';

/** Which request was asked for as the second port beside which other's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table pairs (
      second_id text primary key references requests (id), first_id text not null references requests (id),
      asked_at bigint not null, to_judge integer not null default 0, told text)`,
    'create index pairs_by_first on pairs (first_id)',
    'create index pairs_to_judge on pairs (second_id) where to_judge = 1',
  ])
    await sql.raw(statement).execute(db);
}
