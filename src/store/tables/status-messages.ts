import { type Kysely, type Selectable, sql } from 'kysely';
import type { StatusMessage } from '../../domain/request/status-message.ts';
import { LeaseLostError } from '../../interfaces/errors.ts';
import type { Messages, Pauses } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import { among, prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';
import {
  bounded,
  epoch,
  isDue,
  isFree,
  messageKey,
  soonest,
  TELLING_PAUSE_MOST_MS,
  toDeliver,
} from './due.ts';
import { insertingOne } from './given.ts';
import { inParts } from './in-parts.ts';
import { UNSENT } from './outbox.ts';
import { isCurrent } from './outgrown.ts';

/** In place of what a message shows: it may be anything. No message's own text is this one. */
const FORGOTTEN = 'forgotten';
/** At most so many rest in one transaction: SQLite lets nobody else write meanwhile. */
const RESTING_MOST = 20;

interface Named {
  requestId: string;
  destination: string;
}

/** When a message may go on that rests; null where nothing is left to be told. */
interface Resting {
  drawn: number;
  drawAfter: number;
  tellAfter: number;
  toDraw: number;
  toTell: number | null;
}

const insertMessage = insertingOne('surfaces');
const messagesOf = prepared((db, { requestId }: { requestId: string }) =>
  db.selectFrom('surfaces').selectAll().where('request_id', '=', requestId).compile(),
);
const lockMessage = prepared((db, { requestId, destination }: Named) =>
  db
    .selectFrom('surfaces')
    .select('destination')
    .where('request_id', '=', requestId)
    .where('destination', '=', destination)
    .forUpdate()
    .compile(),
);
const readFirst = prepared((db, { now, version }: Pick<Context, 'now' | 'version'>, engine) => {
  const due = db
    .selectFrom('surfaces')
    .selectAll()
    .where(isDue(now, TELLING_PAUSE_MOST_MS))
    .where(isFree(now))
    .where(isCurrent({ version }))
    .orderBy('due_at')
    .limit(1);
  return (engine === 'postgres' ? due.forUpdate().skipLocked() : due).compile();
});
const readUnsent = prepared((db, { requestId, destination }: Named) =>
  db
    .selectFrom('lines')
    .select('id')
    .where('request_id', '=', requestId)
    .where('destination', '=', destination)
    .where('state', 'in', UNSENT)
    .limit(1)
    .compile(),
);
const takeMessage = prepared((db, taken: Named & { nonce: string; now: number; until: number }) =>
  db
    .updateTable('surfaces')
    .set((eb) => ({
      lease_token: eb('lease_token', '+', 1),
      lease_until: taken.until,
      // Whoever took it is about to draw it: until that is committed nobody knows what Slack shows.
      shown: sql<string | null>`case when wanted = drawn then shown end`,
      posting: sql<string>`case posting when 'not_posted' then 'sending' else posting end`,
      nonce: sql<
        string | null
      >`case posting when 'not_posted' then coalesce(nonce, ${taken.nonce}) else nonce end`,
    }))
    .where('request_id', '=', taken.requestId)
    .where('destination', '=', taken.destination)
    .where(isDue(taken.now, TELLING_PAUSE_MOST_MS))
    .where(isFree(taken.now))
    .returningAll()
    .compile(),
);
const keepMessage = prepared((db, kept: Kept) => written(db, kept).compile());
const releaseMessage = prepared((db, kept: Kept & Resting) =>
  written(db, kept).set(rested(kept)).returning(['request_id', 'destination', 'due_at']).compile(),
);
const restOne = prepared((db, resting: Named & Resting) =>
  db
    .updateTable('surfaces')
    .set(rested(resting))
    .where('request_id', '=', resting.requestId)
    .where('destination', '=', resting.destination)
    .returning(['request_id', 'destination', 'due_at', 'lease_until'])
    .compile(),
);
const redrawEverywhere = prepared((db, { ids, now }: { ids: readonly string[]; now: number }, engine) =>
  redrawn(db, now)
    .where(among(engine, 'request_id', ids))
    .returning(['request_id', 'destination', 'due_at', 'lease_until'])
    .compile(),
);
const redrawThere = prepared(
  (db, asked: { ids: readonly string[]; destination: string; now: number }, engine) =>
    redrawn(db, asked.now)
      .where(among(engine, 'request_id', asked.ids))
      .where('destination', '=', asked.destination)
      .returning(['request_id', 'destination', 'due_at', 'lease_until'])
      .compile(),
);

type Kept = StatusMessage & { token: number; until: number };

/** A message as whoever holds it leaves it. */
function written(db: Kysely<Schema>, kept: Kept) {
  return db
    .updateTable('surfaces')
    .set({
      channel: kept.channel,
      ts: kept.ts,
      posting: kept.posting,
      last_ts: kept.lastTs,
      nonce: kept.nonce,
      drawn: kept.drawn,
      // Somebody may have said since that it shows something else: that holds until the next drawing.
      shown: sql<
        string | null
      >`case when shown = ${FORGOTTEN} then shown else cast(${kept.shown} as text) end`,
      failures: kept.failures,
      lease_until: kept.until,
    })
    .where('request_id', '=', kept.requestId)
    .where('destination', '=', kept.destination)
    .where('lease_token', '=', kept.token);
}

function rested({ drawn, drawAfter, tellAfter, toDraw, toTell }: Resting) {
  return {
    draw_after: drawAfter,
    tell_after: tellAfter,
    // `wanted` may have gone up since the claim: the row, not what was claimed, says whether something is left.
    due_at: sql<
      number | null
    >`case when wanted > ${drawn} then ${epoch(toDraw)} else cast(${toTell} as bigint) end`,
  };
}

function redrawn(db: Kysely<Schema>, now: number) {
  return db
    .updateTable('surfaces')
    .set((eb) => ({ wanted: eb('wanted', '+', 1), due_at: soonest(now, 'draw_after') }));
}

/** The messages that show requests: a wanted and a drawn version each, always drawn whole. */
export function messages(context: Context): Messages {
  const { db, engine, now, work } = context;
  const first = async () => {
    const { rows } = await readFirst(context, { now, version: context.version });
    return rows[0];
  };
  /** When a message may go on that rests until then: columns, for a row of which this much is drawn. */
  const resting = async ({ requestId, destination, drawn }: StatusMessage, pauses: Pauses) => {
    const [unsent] = (await readUnsent(context, { requestId, destination })).rows;
    const drawAfter = bounded(pauses.drawAfter, now);
    const tellAfter = bounded(pauses.tellAfter, now);
    // Not before now: what came of an order is due for longer, and goes ahead.
    const toDraw = Math.max(now, unsent ? Math.min(drawAfter, tellAfter) : drawAfter);
    return { drawn, drawAfter, tellAfter, toDraw, toTell: unsent ? Math.max(now, tellAfter) : null };
  };
  /** The row is locked, and written this once in its transaction. */
  const rest = async (message: StatusMessage, pauses: Pauses) => {
    const { requestId, destination } = message;
    const values = { requestId, destination, ...(await resting(message, pauses)) };
    const [row] = (await restOne(context, values)).rows;
    if (!row) throw lost(message);
    work.push(toDeliver(row, now));
  };
  /** The first that needs not rest. */
  const dueNow = async (pauseOf: NonNullable<Parameters<Messages['claim']>[2]>) => {
    for (let rested = 0; rested < RESTING_MOST; rested++) {
      const found = await first();
      const pauses = found && (await pauseOf(fromRow(found)));
      if (!found || !pauses) return found;
      await rest(fromRow(found), pauses);
    }
    // There may be more, which the next transaction sees to.
    work.push({ kind: 'deliver', key: 'any message', inMs: 0 });
    return undefined;
  };
  return {
    async add(requestId, destination, channel, waitMs = 0, restMs = 0) {
      const state = {
        posting: 'not_posted',
        wanted: 1,
        drawn: 0,
        failures: 0,
        draw_after: restMs === 0 ? 0 : now + restMs,
        tell_after: restMs === 0 ? 0 : now + restMs,
        due_at: now + restMs + waitMs,
      };
      const row = { request_id: requestId, destination, channel, ts: null, ...state };
      await insertMessage(context, { ...row, lease_token: 0, lease_until: 0 });
      work.push({ kind: 'deliver', key: messageKey(requestId, destination), inMs: restMs + waitMs });
    },

    async of(requestId) {
      return (await messagesOf(context, { requestId })).rows.map(fromRow);
    },

    async ofAll(requestIds) {
      const rows = await inParts(requestIds, (some) =>
        db.selectFrom('surfaces').selectAll().where('request_id', 'in', some).execute(),
      );
      return rows.map(fromRow);
    },

    async at(channel, ts) {
      const query = db.selectFrom('surfaces').selectAll().where('channel', '=', channel).where('ts', '=', ts);
      const row = await query.executeTakeFirst();
      return row && fromRow(row);
    },

    async redraw(requestIds, destination) {
      const ids = typeof requestIds === 'string' ? [requestIds] : requestIds;
      const { rows } = destination
        ? await redrawThere(context, { ids, destination, now })
        : await redrawEverywhere(context, { ids, now });
      for (const row of rows) work.push(toDeliver(row, now));
    },

    async redrawAll(statuses) {
      await redrawn(db, now)
        .where('request_id', 'in', (eb) =>
          eb.selectFrom('requests').select('id').where('status', 'in', statuses),
        )
        .execute();
      work.push({ kind: 'deliver', key: 'any message', inMs: 0 });
    },

    async forgetShown(requestId, destination) {
      await db
        .updateTable('surfaces')
        .set({ shown: FORGOTTEN })
        .where('request_id', '=', requestId)
        .where('destination', '=', destination)
        .execute();
    },

    async claim(leaseMs, nonce, pauseOf = noPause) {
      const found = await dueNow(pauseOf);
      if (!found) return undefined;
      const { request_id: requestId, destination } = found;
      const taken = { requestId, destination, nonce, now, until: now + leaseMs };
      const [row] = (await takeMessage(context, taken)).rows;
      if (!row) return undefined;
      const message = fromRow({ ...row, posting: found.posting, shown: found.shown });
      const key = messageKey(message.requestId, message.destination);
      work.push({ kind: 'deliver', key, inMs: null, taken: true, held: true });
      return { message, token: row.lease_token };
    },

    async setAside(requestId, destination, forMs) {
      await db
        .updateTable('surfaces')
        .set({ lease_until: now + forMs })
        .where('request_id', '=', requestId)
        .where('destination', '=', destination)
        .where(isFree(now))
        .execute();
    },

    async put(message, token, leaseMs) {
      const { numAffectedRows } = await keepMessage(context, { ...message, token, until: now + leaseMs });
      if (numAffectedRows !== 1n) throw lost(message);
    },

    async release(message, token) {
      // Locked before the lines are read: else one that is said meanwhile would neither be seen here nor make it due.
      if (engine === 'postgres') await lockMessage(context, message);
      const values = { ...message, token, until: 0, ...(await resting(message, message)) };
      const [released] = (await releaseMessage(context, values)).rows;
      if (!released) throw lost(message);
      work.push({ ...toDeliver({ ...released, lease_until: 0 }, now), held: false });
    },
  };
}

async function noPause(): Promise<undefined> {}

function lost({ destination, requestId }: StatusMessage): LeaseLostError {
  return new LeaseLostError(`the ${destination} message of ${requestId}`);
}

function fromRow(row: Selectable<Schema['surfaces']>): StatusMessage {
  return {
    requestId: row.request_id,
    destination: row.destination as StatusMessage['destination'],
    channel: row.channel,
    ts: row.ts,
    posting: row.posting as StatusMessage['posting'],
    lastTs: row.last_ts,
    nonce: row.nonce,
    wanted: row.wanted,
    drawn: row.drawn,
    shown: row.shown === FORGOTTEN ? null : row.shown,
    failures: row.failures,
    drawAfter: row.draw_after,
    tellAfter: row.tell_after,
  };
}
