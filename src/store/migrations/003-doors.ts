import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';

/**
 * What is only added to the audit stays so even under REPLACE, which deletes without a delete's triggers; the house's
 * own trail, for what concerns no single request; and indexes for what is counted and asked often.
 */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const guards = engine === 'postgres' ? postgresGuards : sqliteGuards;
  for (const statement of [houseAudit, ...guards, ...indexes]) await sql.raw(statement).execute(db);
}

const houseAudit = `create table house_audit (
  seq integer primary key, at bigint not null, actor_id text, actor_name text, event text not null,
  detail text not null, previous_hash text not null, hash text not null)`;

/** Replaced is what has the same key, or the same rowid, which an insert may name too; -1 where it names none. */
const sqliteGuards = [
  `create trigger audit_no_replace before insert on audit
    when exists (select 1 from audit where request_id = new.request_id and seq = new.seq)
      or exists (select 1 from audit where rowid = new.rowid)
    begin select raise(abort, 'the audit is append-only'); end`,
  `create trigger house_audit_no_replace before insert on house_audit
    when exists (select 1 from house_audit where seq = new.seq)
    begin select raise(abort, 'the audit is append-only'); end`,
  ...['update', 'delete'].map(
    (verb) => `create trigger house_audit_no_${verb} before ${verb} on house_audit
      begin select raise(abort, 'the audit is append-only'); end`,
  ),
];

const postgresGuards = [
  `create trigger house_audit_append_only before update or delete or truncate on house_audit
    for each statement execute function audit_append_only()`,
];

const indexes = [
  'create index requests_status on requests (status)',
  "create index lines_given_up on lines (state) where state = 'given_up'",
  'create index attempts_committed on attempts (committed_at, region)',
];
