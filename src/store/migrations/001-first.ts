import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';

/** The first schema. Column meanings are in ../schema.ts and interfaces/store.ts. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const identity =
    engine === 'postgres'
      ? 'bigint generated always as identity primary key'
      : 'integer primary key autoincrement';
  for (const statement of tables(identity)) await sql.raw(statement).execute(db);
  for (const statement of engine === 'postgres' ? postgresAppendOnly : sqliteAppendOnly) {
    await sql.raw(statement).execute(db);
  }
}

const tables = (identity: string) => [
  `create table requests (
    id text primary key, submission_id text not null unique, revision integer not null, version integer not null,
    status text not null, state text not null,
    requester_id text not null, requester_name text not null, reason text not null,
    "order" text not null, location_name text not null, warnings text not null,
    account_id text, region text not null, fingerprint text not null, rule text not null,
    dry_run integer not null, created_at bigint not null, expires_at bigint not null,
    due_at bigint, lease_token bigint not null default 0, lease_until bigint not null default 0)`,
  'create index requests_due on requests (due_at) where due_at is not null',
  `create table votes (
    request_id text not null references requests (id), revision integer not null, attempt integer not null,
    voter_id text not null, voter_name text not null, decision text not null, at bigint not null,
    primary key (request_id, revision, attempt, voter_id))`,
  `create table attempts (
    request_id text not null references requests (id), number integer not null,
    account_id text, region text not null, endpoint text not null, lease_token bigint not null,
    committed_at bigint not null, deadline_at bigint not null, same_name_ids text not null,
    outcome text, closed_at bigint, aws_request_id text, error_name text, error_message text,
    primary key (request_id, number))`,
  'create unique index attempts_one_open on attempts (request_id) where outcome is null',
  `create table ports (
    request_id text primary key references requests (id),
    account_id text not null, region text not null, interconnect_id text not null,
    state text not null, state_since bigint not null, ordered_at bigint not null,
    first_available_at bigint, seen text not null,
    unique (account_id, region, interconnect_id))`,
  `create table audit (
    request_id text not null references requests (id), seq integer not null, at bigint not null,
    actor_id text, actor_name text, event text not null, revision integer not null, fingerprint text not null,
    error_code text, aws_request_id text, detail text not null, previous_hash text not null, hash text not null,
    primary key (request_id, seq))`,
  `create table surfaces (
    request_id text not null references requests (id), destination text not null,
    channel text, ts text, posting text not null, wanted integer not null, drawn integer not null,
    failures integer not null, due_at bigint,
    lease_token bigint not null default 0, lease_until bigint not null default 0,
    primary key (request_id, destination))`,
  'create index surfaces_due on surfaces (due_at) where due_at is not null',
  `create table lines (
    id ${identity}, request_id text not null, destination text not null, seq integer not null,
    line text not null, state text not null, ts text, created_at bigint not null,
    unique (request_id, destination, seq),
    foreign key (request_id, destination) references surfaces (request_id, destination))`,
  "create index lines_unsent on lines (request_id, destination, seq) where state <> 'sent'",
  `create table strays (
    region text not null, interconnect_id text not null, request_id text not null, noted_at bigint not null,
    primary key (region, interconnect_id))`,
  'create table duties (name text primary key, due_at bigint not null)',
];

const sqliteAppendOnly = ['update', 'delete'].map(
  (verb) => `create trigger audit_no_${verb} before ${verb} on audit
    begin select raise(abort, 'the audit is append-only'); end`,
);

const postgresAppendOnly = [
  `create function audit_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'the audit is append-only'; end $$`,
  `create trigger audit_append_only before update or delete or truncate on audit
    for each statement execute function audit_append_only()`,
];
