import { type Selectable, sql } from 'kysely';
import { isOutcome, type QueuedLine } from '../../domain/request/line.ts';
import { HOUR } from '../../domain/time.ts';
import type { Outbox } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';
import { soonest, toDeliver } from './due.ts';

/** What came of an order goes ahead of what has been due for less than this. */
const AHEAD_MS = HOUR;

/** States of a line that is still to be told. */
export const UNSENT = ['waiting', 'sending'];

/** The outbox: lines in order per request and destination, written in the transaction that made them true. */
export function outbox({ db, now, work }: Context): Outbox {
  return {
    async add(requestId, destination, line) {
      await db
        .insertInto('lines')
        .values({
          request_id: requestId,
          destination,
          seq: sql<number>`(select coalesce(max(seq), 0) + 1 from lines
            where request_id = ${requestId} and destination = ${destination})`,
          line: JSON.stringify(line),
          state: 'waiting',
          ts: null,
          created_at: now,
        })
        .execute();
      const row = await db
        .updateTable('surfaces')
        // Who takes a message takes the one that is due for the longest time.
        .set({ due_at: soonest(now, 'tell_after', isOutcome(line) ? AHEAD_MS : 0) })
        .where('request_id', '=', requestId)
        .where('destination', '=', destination)
        .returning(['request_id', 'destination', 'due_at', 'lease_until'])
        .executeTakeFirst();
      if (row) work.push(toDeliver(row, now));
    },

    async next(requestId, destination) {
      const row = await db
        .selectFrom('lines')
        .selectAll()
        .where('request_id', '=', requestId)
        .where('destination', '=', destination)
        .where('state', 'in', UNSENT)
        .orderBy('seq')
        .limit(1)
        .executeTakeFirst();
      if (!row) return undefined;
      const before = await db
        .selectFrom('lines')
        .select('ts')
        .where('request_id', '=', requestId)
        .where('destination', '=', destination)
        .where('ts', 'is not', null)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return fromRow(row, before?.ts ?? null);
    },

    async at(id) {
      const row = await db
        .selectFrom('lines')
        .select(['state', 'ts'])
        .where('id', '=', id)
        .executeTakeFirst();
      return row && { state: row.state as QueuedLine['state'], ts: row.ts };
    },

    async put(id, state, ts) {
      await db
        .updateTable('lines')
        .set({ state, ts: ts ?? null })
        .where('id', '=', id)
        .execute();
    },

    async putNonce(lineId, nonce) {
      await db.updateTable('lines').set({ nonce }).where('id', '=', lineId).execute();
    },
  };
}

/** `after`: the line told before it in the same place. */
function fromRow(row: Selectable<Schema['lines']>, after: string | null): QueuedLine {
  return {
    id: row.id,
    requestId: row.request_id,
    destination: row.destination as QueuedLine['destination'],
    seq: row.seq,
    line: JSON.parse(row.line) as QueuedLine['line'],
    state: row.state as QueuedLine['state'],
    nonce: row.nonce,
    after,
  };
}
