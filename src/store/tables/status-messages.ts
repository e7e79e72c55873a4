import { type Selectable, sql } from 'kysely';
import type { StatusMessage } from '../../domain/request/status-message.ts';
import { LeaseLostError } from '../../interfaces/errors.ts';
import type { Messages, Pauses } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
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
import { inParts } from './in-parts.ts';
import { UNSENT } from './outbox.ts';
import { isCurrent } from './outgrown.ts';

/** In place of what a message shows: it may be anything. No message's own text is this one. */
const FORGOTTEN = 'forgotten';
/** At most so many rest in one transaction: SQLite lets nobody else write meanwhile. */
const RESTING_MOST = 20;

/** The messages that show requests: a wanted and a drawn version each, always drawn whole. */
export function messages(context: Context): Messages {
  const { db, engine, now, work } = context;
  const held = (message: StatusMessage, token: number) =>
    db
      .updateTable('surfaces')
      .where('request_id', '=', message.requestId)
      .where('destination', '=', message.destination)
      .where('lease_token', '=', token);
  const first = () => {
    const due = db
      .selectFrom('surfaces')
      .selectAll()
      .where(isDue(now, TELLING_PAUSE_MOST_MS))
      .where(isFree(now))
      .where(isCurrent(context))
      .orderBy('due_at')
      .limit(1);
    return (engine === 'postgres' ? due.forUpdate().skipLocked() : due).executeTakeFirst();
  };
  /** When a message may go on that rests until then: columns, for a row of which this much is drawn. */
  const resting = async ({ requestId, destination, drawn }: StatusMessage, pauses: Pauses) => {
    const unsent = await db
      .selectFrom('lines')
      .select('id')
      .where('request_id', '=', requestId)
      .where('destination', '=', destination)
      .where('state', 'in', UNSENT)
      .limit(1)
      .executeTakeFirst();
    const drawAfter = bounded(pauses.drawAfter, now);
    const tellAfter = bounded(pauses.tellAfter, now);
    // Not before now: what came of an order is due for longer, and goes ahead.
    const soonestOf = epoch(Math.max(now, unsent ? Math.min(drawAfter, tellAfter) : drawAfter));
    const otherwise = unsent ? epoch(Math.max(now, tellAfter)) : sql<null>`null`;
    return {
      draw_after: drawAfter,
      tell_after: tellAfter,
      // `wanted` may have gone up since the claim: the row, not what was claimed, says whether something is left.
      due_at: sql<number | null>`case when wanted > ${drawn} then ${soonestOf} else ${otherwise} end`,
    };
  };
  /** The row is locked, and written this once in its transaction. */
  const rest = async (message: StatusMessage, pauses: Pauses) => {
    const row = await db
      .updateTable('surfaces')
      .set(await resting(message, pauses))
      .where('request_id', '=', message.requestId)
      .where('destination', '=', message.destination)
      .returning(['request_id', 'destination', 'due_at', 'lease_until'])
      .executeTakeFirstOrThrow();
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
      await db
        .insertInto('surfaces')
        .values({
          request_id: requestId,
          destination,
          channel,
          ts: null,
          ...state,
          lease_token: 0,
          lease_until: 0,
        })
        .execute();
      work.push({ kind: 'deliver', key: messageKey(requestId, destination), inMs: restMs + waitMs });
    },

    async of(requestId) {
      const rows = await db.selectFrom('surfaces').selectAll().where('request_id', '=', requestId).execute();
      return rows.map(fromRow);
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
      let query = db
        .updateTable('surfaces')
        .set((eb) => ({ wanted: eb('wanted', '+', 1), due_at: soonest(now, 'draw_after') }))
        .where('request_id', 'in', typeof requestIds === 'string' ? [requestIds] : requestIds);
      if (destination) query = query.where('destination', '=', destination);
      const rows = await query.returning(['request_id', 'destination', 'due_at', 'lease_until']).execute();
      for (const row of rows) work.push(toDeliver(row, now));
    },

    async redrawAll(statuses) {
      await db
        .updateTable('surfaces')
        .set((eb) => ({ wanted: eb('wanted', '+', 1), due_at: soonest(now, 'draw_after') }))
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
      const row = await db
        .updateTable('surfaces')
        .set((eb) => ({
          lease_token: eb('lease_token', '+', 1),
          lease_until: now + leaseMs,
          // Whoever took it is about to draw it: until that is committed nobody knows what Slack shows.
          shown: sql<string | null>`case when wanted = drawn then shown end`,
          posting: sql<string>`case posting when 'not_posted' then 'sending' else posting end`,
          nonce: sql<
            string | null
          >`case posting when 'not_posted' then coalesce(nonce, ${nonce}) else nonce end`,
        }))
        .where('request_id', '=', found.request_id)
        .where('destination', '=', found.destination)
        .where(isDue(now, TELLING_PAUSE_MOST_MS))
        .where(isFree(now))
        .returningAll()
        .executeTakeFirst();
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
      const { numUpdatedRows } = await held(message, token)
        .set({ ...columns(message), lease_until: now + leaseMs })
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw lost(message);
    },

    async release(message, token) {
      // Locked before the lines are read: else one that is said meanwhile would neither be seen here nor make it due.
      const row = db
        .selectFrom('surfaces')
        .select('destination')
        .where('request_id', '=', message.requestId)
        .where('destination', '=', message.destination);
      if (engine === 'postgres') await row.forUpdate().execute();
      const released = await held(message, token)
        .set({ ...columns(message), lease_until: 0, ...(await resting(message, message)) })
        .returning(['request_id', 'destination', 'due_at'])
        .executeTakeFirst();
      if (!released) throw lost(message);
      work.push({ ...toDeliver({ ...released, lease_until: 0 }, now), held: false });
    },
  };
}

async function noPause(): Promise<undefined> {}

function columns({ channel, ts, posting, lastTs, nonce, drawn, shown, failures }: StatusMessage) {
  return {
    channel,
    ts,
    posting,
    last_ts: lastTs,
    nonce,
    drawn,
    // Somebody may have said since that it shows something else: that holds until the next drawing.
    shown: sql<string | null>`case when shown = ${FORGOTTEN} then shown else cast(${shown} as text) end`,
    failures,
  };
}

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
