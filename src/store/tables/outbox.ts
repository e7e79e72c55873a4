import type { Selectable } from 'kysely';
import { type Destination, isOutcome, type QueuedLine } from '../../domain/request/line.ts';
import { HOUR } from '../../domain/time.ts';
import type { Outbox } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';
import { soonest, toDeliver } from './due.ts';
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
      for (const destination of new Set(lines.map((one) => one.destination))) {
        const here = lines.filter((one) => one.destination === destination);
        const requestIds = [...new Set(here.map(({ requestId }) => requestId))];
        const last = await db
          .selectFrom('lines')
          .select((eb) => ['request_id', eb.fn.max('seq').as('seq')])
          .where('request_id', 'in', requestIds)
          .where('destination', '=', destination)
          .groupBy('request_id')
          .execute();
        const ends = new Map(last.map((row) => [row.request_id, row.seq]));
        const rows = here.map(({ requestId, line }) => {
          const seq = (ends.get(requestId) ?? 0) + 1;
          ends.set(requestId, seq);
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
