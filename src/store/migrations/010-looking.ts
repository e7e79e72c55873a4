import { type Kysely, sql } from 'kysely';

/** Lists of requests and ports, each in the order of an index; and whose Home tab shows what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'create index requests_by_requester on requests (requester_id, created_at, id)',
    `create index requests_by_beneficiary on requests (beneficiary_id, created_at, id)
      where beneficiary_id is not null`,
    `create index requests_by_age on requests (created_at, id)
      where status not in ('rejected', 'withdrawn', 'expired', 'rehearsed', 'abandoned', 'closed', 'ordered')`,
    "create index ports_by_age on ports (ordered_at, request_id) where state <> 'deleted'",
    'create index ports_named on ports (interconnect_id, request_id)',
    `create table homes (
      user_id text primary key, decides integer not null, pages text not null,
      wanted integer not null, drawn integer not null, shown text, failures integer not null, due_at bigint,
      lease_token bigint not null default 0, lease_until bigint not null default 0)`,
    'create index homes_due on homes (due_at) where due_at is not null',
    'create index homes_deciding on homes (user_id) where decides = 1',
  ])
    await sql.raw(statement).execute(db);
}
