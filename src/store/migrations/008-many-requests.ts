import { type Kysely, sql } from 'kysely';

/** So that nothing takes longer among a million requests than among a thousand. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'create index attempts_sent on attempts (region, account_id, committed_at)',
    "create index attempts_unclear on attempts (region, committed_at) where outcome in ('unknown', 'throttled')",
    'create index attempts_outcome on attempts (outcome)',
    "create index ports_living on ports (account_id, region) where state <> 'deleted'",
    'create index ports_by_id on ports (region, interconnect_id)',
  ])
    await sql.raw(statement).execute(db);
}
