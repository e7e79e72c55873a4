import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';

/** As long as AWS takes a signed call. */
const SIGNATURE_MS = 900_000;

/**
 * What an approval is judged by when its order leaves: what each vote was cast on, what each attempt sent and saw, the
 * stored freeze, which processes run with which rules; and what a listing has to show before a port counts as missing.
 * What somebody has open is counted at each form.
 */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  for (const statement of [
    'alter table votes add column fingerprint text',
    'alter table attempts add column sent text',
    'alter table attempts add column listed_ids text',
    'alter table attempts add column lag_links integer',
    'alter table ports add column listed_at bigint not null default 0',
    'alter table ports add column missing_since bigint',
    'alter table ports add column missed integer not null default 0',
    'alter table ports add column missing_told integer not null default 0',
    `create table ordering_freeze (
      id integer primary key, frozen integer not null, by_id text, by_name text, reason text, at bigint)`,
    'insert into ordering_freeze (id, frozen) values (1, 0)',
    `create table processes (
      id text primary key, host text not null, pid integer not null, rules_hash text not null,
      frozen integer not null, dry_run integer not null, connections integer not null, seen_at bigint not null)`,
    `create table listings (
      account_id text not null, region text not null, at bigint not null, primary key (account_id, region))`,
    `create index requests_open_by_requester on requests (requester_id)
      where status not in ('rejected', 'withdrawn', 'expired', 'rehearsed', 'abandoned', 'closed', 'ordered')`,
    // Slack tells of every message that is deleted where the bot is.
    'create index surfaces_by_message on surfaces (channel, ts)',
    ...(engine === 'postgres' ? POSTGRES_GUARD : SQLITE_GUARD),
  ]) {
    await sql.raw(statement).execute(db);
  }
  await nameVotes(db);
  await sql`update requests set due_at = expires_at where status = 'refused' and due_at is null`.execute(db);
  await reopen(db);
}

/**
 * A request whose last refusal, return or vote came after an attempt of unknown outcome: its port may be there, so that
 * people decide. It is looked for at once, and the thread is told what comes of that.
 */
async function reopen(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string; state: string; attempt: number; until: number }>`
    select requests.id, requests.state, max(attempts.number) as attempt, max(attempts.deadline_at) as until
    from requests join attempts on attempts.request_id = requests.id
    where requests.status in ('refused', 'sent_back', 'awaiting_approval')
      and exists (select 1 from attempts as lost where lost.request_id = requests.id and lost.outcome = 'unknown')
    group by requests.id, requests.state`.execute(db);
  for (const { id, state, attempt, until } of rows) {
    const { by, at = 0 } = JSON.parse(state) as { by?: unknown; at?: number };
    const undecided = JSON.stringify({
      status: 'needs_decision',
      by: Array.isArray(by) ? by : [],
      at,
      attempt: Number(attempt),
      looked: 'could_not_look',
      candidates: [],
      tagged: [],
      lagLinks: null,
      lateUntil: Number(until) + SIGNATURE_MS,
    });
    await sql`update requests set status = 'needs_decision', state = ${undecided}, due_at = 0 where id = ${id}`.execute(
      db,
    );
  }
}

/** An Order again that an older version has approved was voted for after the last attempt of unknown outcome. */
async function nameVotes(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string; state: string; attempt: number }>`
    select requests.id, requests.state, max(attempts.number) as attempt
    from requests join attempts on attempts.request_id = requests.id
    where requests.status in ('approved', 'placing') and attempts.outcome = 'unknown'
    group by requests.id, requests.state`.execute(db);
  for (const { id, state, attempt } of rows) {
    const named = JSON.stringify({ ...(JSON.parse(state) as object), votesFor: Number(attempt) });
    await sql`update requests set state = ${named} where id = ${id}`.execute(db);
  }
}

/** A bot of an older version that still runs must not place past the new check: it doesn't know what to write here. */
const SQLITE_GUARD = [
  `create trigger attempts_say_what_they_send before insert on attempts when new.sent is null
    begin select raise(abort, 'an attempt has to say what it sends: stop bots of older versions'); end`,
];

const POSTGRES_GUARD = [
  `create function attempts_say_what_they_send() returns trigger language plpgsql as
    $$ begin
      if new.sent is null then
        raise exception 'an attempt has to say what it sends: stop bots of older versions';
      end if;
      return new;
    end $$`,
  `create trigger attempts_say_what_they_send before insert on attempts
    for each row execute function attempts_say_what_they_send()`,
];
