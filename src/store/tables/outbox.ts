import type { Selectable } from 'kysely';
import { type Destination, isOutcome, type QueuedLine } from '../../domain/request/line.ts';
import { HOUR } from '../../domain/time.ts';
import type { Outbox } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';
import { messageKey, soonest, toDeliver } from './due.ts';
import { insertAll } from './given.ts';

/** What came of an order goes ahead of what has been due for less than this. */
const AHEAD_MS = HOUR;

/** States of a line that is still to be told. */
export const UNSENT = ['waiting', 'sending'];

/** The outbox: lines in order per request and destination, written in the transaction that made them true. */
export function outbox(context: Context): Outbox {
  const { db, now, work } = context;
  /** Who takes a message takes the one that is due for the longest time. */
  const callFor = async (destination: Destination, requestIds: readonly string[], aheadMs: number) => {
    const rows = await db
      .updateTable('surfaces')
      .set({ due_at: soonest(now, 'tell_after', aheadMs) })
      .where('request_id', 'in', requestIds)
      .where('destination', '=', destination)
      .returning(['request_id', 'destination', 'due_at', 'lease_until'])
      .execute();
    for (const row of rows) work.push(toDeliver(row, now));
  };
  return {
    async add(lines) {
      if (lines.length === 0) return;
      const destinations = [...new Set(lines.map(({ destination }) => destination))];
      const last = await db
        .selectFrom('lines')
        .select((eb) => ['request_id', 'destination', eb.fn.max('seq').as('seq')])
        .where('request_id', 'in', [...new Set(lines.map(({ requestId }) => requestId))])
        .where('destination', 'in', destinations)
        .groupBy(['request_id', 'destination'])
        .execute();
      const ends = new Map(last.map((row) => [messageKey(row.request_id, row.destination), row.seq]));
      const rows = lines.map(({ requestId, destination, line }) => {
        const key = messageKey(requestId, destination);
        const seq = (ends.get(key) ?? 0) + 1;
        ends.set(key, seq);
        return {
          request_id: requestId,
          destination,
          seq,
          line: JSON.stringify(line),
          state: 'waiting',
          ts: null,
          created_at: now,
        };
      });
      await insertAll(context, 'lines', rows);
      for (const destination of destinations) {
        const here = lines.filter((one) => one.destination === destination);
        for (const ahead of [true, false]) {
          const ids = here.filter(({ line }) => isOutcome(line) === ahead).map(({ requestId }) => requestId);
          if (ids.length > 0) await callFor(destination, ids, ahead ? AHEAD_MS : 0);
        }
      }
    },

    async next(requestId, destination) {
      const row = await db
        .selectFrom('lines')
        .selectAll()
        .select((eb) =>
          eb
            .selectFrom('lines as told')
            .select('told.ts')
            .where('told.request_id', '=', requestId)
            .where('told.destination', '=', destination)
            .where('told.ts', 'is not', null)
            .orderBy('told.seq', 'desc')
            .limit(1)
            .as('after'),
        )
        .where('request_id', '=', requestId)
        .where('destination', '=', destination)
        .where('state', 'in', UNSENT)
        .orderBy('seq')
        .limit(1)
        .executeTakeFirst();
      return row && fromRow(row, row.after);
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

    async announce(id, nonce) {
      await db.updateTable('lines').set({ state: 'sending', ts: null, nonce }).where('id', '=', id).execute();
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
