import { type Selectable, sql } from 'kysely';
import type { Rhythm } from '../../domain/port/rhythm.ts';
import { HOUR } from '../../domain/time.ts';
import { LeaseLostError } from '../../interfaces/errors.ts';
import type { Duties } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import { prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';
import { dutyAt, epoch } from './due.ts';
import { isCurrent, isOutgrown } from './outgrown.ts';

const FRESH = { lease_token: 0, lease_until: 0, changed_at: 0, throttled: 0 };

const isDue = (now: number) => sql<boolean>`${dutyAt(now)} <= ${now}`;
const wantDuty = prepared((db, { name, at, now }: { name: string; at: number; now: number }) =>
  db
    .insertInto('duties')
    .values({ ...FRESH, name, due_at: at, changed_at: now })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ due_at: at })
        .where('duties.due_at', '>', at)
        .where('duties.throttled', '=', 0),
    )
    .returning('name')
    .compile(),
);

/** Work that serves many requests at once, such as listing a Region: one process does it at a time. */
export function duties(context: Context): Duties {
  const { db, engine, now, work } = context;
  const held = (name: string, token: number) =>
    db
      .updateTable('duties')
      .where('name', '=', name)
      .where('lease_token', '=', token)
      .where('lease_until', '>', 0);
  return {
    async take(name, everyMs, mostMs = everyMs) {
      if (await isOutgrown(context)()) return false;
      const row = await db
        .insertInto('duties')
        .values({ ...FRESH, name, due_at: now + everyMs })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ due_at: now + everyMs })
            .where((eb) =>
              // Put off for longer than it can be: the clock was set back.
              eb.or([eb('duties.due_at', '<=', now), eb('duties.due_at', '>', now + mostMs)]),
            ),
        )
        .returning('name')
        .executeTakeFirst();
      return row !== undefined;
    },

    async want(name, inMs) {
      const [row] = (await wantDuty(context, { name, at: now + inMs, now })).rows;
      // It may be due sooner already.
      if (row) work.push({ kind: 'follow', key: name, inMs });
    },

    async claim(prefix, leaseMs) {
      let due = db
        .selectFrom('duties')
        .selectAll()
        .where('name', 'like', `${prefix}%`)
        .where(isDue(now))
        .where(isCurrent(context))
        .orderBy(dutyAt(now))
        .limit(1);
      if (engine === 'postgres') due = due.forUpdate().skipLocked();
      const found = await due.executeTakeFirst();
      if (!found) return undefined;
      const { name } = found;
      const token = found.lease_token + 1;
      await db
        .updateTable('duties')
        // From now on it is due only if somebody wants it, or whoever holds it dies.
        .set({ lease_token: token, lease_until: now + leaseMs, due_at: now + HOUR })
        .where('name', '=', name)
        .execute();
      work.push({ kind: 'follow', key: name, inMs: null, taken: true, held: true });
      return { name, token, rhythm: rhythmOf(found), lateMs: now - found.due_at };
    },

    async renew(name, token, leaseMs) {
      const { numUpdatedRows } = await held(name, token)
        .set({ lease_until: now + leaseMs })
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new LeaseLostError(name);
    },

    async giveBack(name, token, { changedAt, throttled }, inMs) {
      const at = now + inMs;
      const wanted = sql<number>`case when due_at < ${at} then due_at else ${epoch(at)} end`;
      const row = await held(name, token)
        .set({ lease_until: 0, changed_at: changedAt, throttled, due_at: throttled > 0 ? at : wanted })
        .returning('due_at')
        .executeTakeFirst();
      if (row) work.push({ kind: 'follow', key: name, inMs: row.due_at - now, held: false });
    },

    async setAside(name, forMs) {
      await db
        .updateTable('duties')
        .set({ due_at: now + forMs, lease_until: 0 })
        .where('name', '=', name)
        .where(isDue(now))
        .execute();
    },

    async isPending(name) {
      const row = await db
        .selectFrom('duties')
        .select('name')
        .where('name', '=', name)
        .where((eb) => eb.or([eb('lease_until', '>', 0), isDue(now)]))
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

function rhythmOf({ changed_at, throttled }: Selectable<Schema['duties']>): Rhythm {
  return { changedAt: changed_at, throttled };
}
