import { type RawBuilder, sql } from 'kysely';
import { HOUR, MINUTE } from '../../domain/time.ts';
import type { Due } from '../../interfaces/store.ts';
import type { Schema } from '../schema.ts';

/** Longer than any lease, and than any pause between two tries. */
export const LEASE_MOST_MS = 5 * MINUTE;
export const PAUSE_MOST_MS = 10 * MINUTE;
/** What waits for people is asked again so often. */
export const WAITING_MOST_MS = 60 * MINUTE;
/** What Slack asks for in a 429 may be longer than that. */
export const TELLING_PAUSE_MOST_MS = 60 * MINUTE;

/**
 * Nobody holds it. A lease that reaches further than any does was given before the clock was set back: taking it
 * is safe, since tokens, not clocks, keep two workers apart.
 */
export function isFree(now: number): RawBuilder<boolean> {
  return sql<boolean>`(lease_until <= ${now} or lease_until > ${after(now, LEASE_MOST_MS)})`;
}

/** It calls for work now; or it is put off for longer than anything is, since the clock was set back. */
export function isDue(now: number, pauseMostMs = PAUSE_MOST_MS): RawBuilder<boolean> {
  return sql<boolean>`(due_at <= ${now} or due_at > ${after(now, pauseMostMs)})`;
}

/**
 * When a duty may be taken: when it is due, or when whoever held it has left it behind. A time that reaches further ahead
 * than any does was set before the clock went back: it is over.
 */
export function dutyAt(now: number): RawBuilder<number> {
  const over = (column: string, most: number) =>
    sql`case when ${sql.ref(column)} > ${after(now, most)} then 0 else ${sql.ref(column)} end`;
  return sql<number>`(case when lease_until > 0 then ${over('lease_until', LEASE_MOST_MS)} else ${over('due_at', HOUR)} end)`;
}

/** What may be taken: all of it, or, while nothing is ordered, all but what would order a port. As in Requests.claim. */
export function mayTake(only: 'rehearsals' | undefined): RawBuilder<boolean> {
  return only ? sql<boolean>`(status <> 'approved' or dry_run = 1)` : sql<boolean>`1 = 1`;
}

/** A time that is no further away than any pause. */
export function bounded(at: number, now: number): number {
  return Math.min(at, now + TELLING_PAUSE_MOST_MS);
}

/** A time as a value of its own: PostgreSQL would take one in a `case` for a text. */
export function epoch(at: number): RawBuilder<number> {
  return sql<number>`cast(${at} as bigint)`;
}

/**
 * When a message is due that has just got something more to do: as soon as that may be done, or sooner for another
 * reason. What may be done now is due since `aheadMs`.
 */
export function soonest(now: number, pause: 'draw_after' | 'tell_after', aheadMs = 0): RawBuilder<number> {
  const column = sql.ref(pause);
  const may = sql<number>`case when ${column} between ${now} and ${after(now, TELLING_PAUSE_MOST_MS)} then ${column} else ${after(now, -aheadMs)} end`;
  return sql<number>`case when due_at < ${may} then due_at else ${may} end`;
}

/** So many milliseconds after a time; by the database, since the time may be a statement's stand-in. */
function after(at: number, ms: number): RawBuilder<number> {
  return sql<number>`(${epoch(at)} + ${sql.lit(ms)})`;
}

/** A message's name among all that can be due. */
export function messageKey(requestId: string, destination: string): string {
  return `${requestId}:${destination}`;
}

/** When a message has to be drawn or told, as its row has it: not before whoever holds it has to give it back. */
export function toDeliver(
  row: Pick<Schema['surfaces'], 'request_id' | 'destination' | 'due_at' | 'lease_until'>,
  now: number,
): Due {
  const key = messageKey(row.request_id, row.destination);
  const inMs = row.due_at === null ? null : Math.max(row.due_at, row.lease_until) - now;
  return { kind: 'deliver', key, inMs };
}
