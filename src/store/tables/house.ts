import { type Selectable, sql } from 'kysely';
import type { HouseRow } from '../../domain/audit.ts';
import type { House } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';
import { auditHash, canonicalJson, following, storedActor } from './audit.ts';

/** Any constant does, as long as nothing else in the database uses it. */
const LOCK = 4_242_002;

/** The house's own append-only trail: what concerns no single request. */
export function house({ db, engine, now, added }: Context): House {
  return {
    async add(entry) {
      const { event, detail } = entry;
      const actor = storedActor(entry.actor);
      // No row stands for the whole trail, so there is none to lock. SQLite has one writer anyway.
      if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${LOCK})`.execute(db);
      const last = await db
        .selectFrom('house_audit')
        .select(['seq', 'hash'])
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      const row = {
        actor,
        event,
        detail: JSON.parse(canonicalJson(detail)) as Record<string, unknown>,
        at: now,
        ...following(last),
      };
      const hash = auditHash(row);
      await db
        .insertInto('house_audit')
        .values(toHouseRow({ ...row, hash }))
        .execute();
      added.push({ head: { requestId: null, seq: row.seq, hash }, entry });
    },

    async trail() {
      const rows = await db.selectFrom('house_audit').selectAll().orderBy('seq').execute();
      return rows.map(houseRowOf);
    },

    async last(event) {
      const row = await db
        .selectFrom('house_audit')
        .selectAll()
        .where('event', '=', event)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && houseRowOf(row);
    },
  };
}

/** An entry of the house's trail as its row. */
export function toHouseRow(row: HouseRow): Schema['house_audit'] {
  return {
    seq: row.seq,
    at: row.at,
    actor_id: row.actor?.id ?? null,
    actor_name: row.actor?.name ?? null,
    event: row.event,
    detail: canonicalJson(row.detail),
    previous_hash: row.previousHash,
    hash: row.hash,
  };
}

/** What such a row says; throws SyntaxError where its detail is no JSON. */
export function houseRowOf(row: Selectable<Schema['house_audit']>): HouseRow {
  return {
    seq: row.seq,
    at: row.at,
    actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? '' },
    event: row.event,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
