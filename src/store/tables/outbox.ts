import type { Selectable } from 'kysely';
import { type Destination, isOutcome, type QueuedLine } from '../../domain/request/line.ts';
import { HOUR } from '../../domain/time.ts';
import type { Outbox } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import { among, prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';
import { messageKey, soonest, toDeliver } from './due.ts';
import { inserting } from './given.ts';

/** What came of an order goes ahead of what has been due for less than this. */
const AHEAD_MS = HOUR;

/** States of a line that is still to be told. */
export const UNSENT = ['waiting', 'sending'];

interface InPlace {
  requestId: string;
  destination: Destination;
}

interface Called {
  destination: Destination;
  requestIds: readonly string[];
  now: number;
}

const insertLines = inserting('lines');
const readLast = prepared(
  (
    db,
    { requestIds, destinations }: { requestIds: readonly string[]; destinations: readonly Destination[] },
    engine,
  ) =>
    db
      .selectFrom('lines')
      .select((eb) => ['request_id', 'destination', eb.fn.max('seq').as('seq')])
      .where(among(engine, 'request_id', requestIds))
      .where(among(engine, 'destination', destinations))
      .groupBy(['request_id', 'destination'])
      .compile(),
);
const readNext = prepared((db, { requestId, destination }: InPlace) =>
  db
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
    .compile(),
);
const markLine = prepared((db, { id, state, ts }: { id: number; state: string; ts: string | null }) =>
  db.updateTable('lines').set({ state, ts }).where('id', '=', id).compile(),
);
const announceLine = prepared((db, { id, nonce }: { id: number; nonce: string }) =>
  db.updateTable('lines').set({ state: 'sending', ts: null, nonce }).where('id', '=', id).compile(),
);
const calling = (aheadMs: number) =>
  prepared((db, { destination, requestIds, now }: Called, engine) =>
    db
      .updateTable('surfaces')
      .set({ due_at: soonest(now, 'tell_after', aheadMs) })
      .where(among(engine, 'request_id', requestIds))
      .where('destination', '=', destination)
      .returning(['request_id', 'destination', 'due_at', 'lease_until'])
      .compile(),
  );
const callNow = calling(0);
const callAhead = calling(AHEAD_MS);

/** The outbox: lines in order per request and destination, written in the transaction that made them true. */
export function outbox(context: Context): Outbox {
  const { db, now, work } = context;
  /** Who takes a message takes the one that is due for the longest time. */
  const callFor = async (destination: Destination, requestIds: readonly string[], ahead: boolean) => {
    const { rows } = await (ahead ? callAhead : callNow)(context, { destination, requestIds, now });
    for (const row of rows) work.push(toDeliver(row, now));
  };
  return {
    async add(lines) {
      if (lines.length === 0) return;
      const destinations = [...new Set(lines.map(({ destination }) => destination))];
      const requestIds = [...new Set(lines.map(({ requestId }) => requestId))];
      const last = await readLast(context, { requestIds, destinations });
      const ends = new Map(last.rows.map((row) => [messageKey(row.request_id, row.destination), row.seq]));
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
      await insertLines(context, rows);
      for (const destination of destinations) {
        const here = lines.filter((one) => one.destination === destination);
        for (const ahead of [true, false]) {
          const ids = here.filter(({ line }) => isOutcome(line) === ahead).map(({ requestId }) => requestId);
          if (ids.length > 0) await callFor(destination, ids, ahead);
        }
      }
    },

    async next(requestId, destination) {
      const [row] = (await readNext(context, { requestId, destination })).rows;
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
      await markLine(context, { id, state, ts: ts ?? null });
    },

    async announce(id, nonce) {
      await announceLine(context, { id, nonce });
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
