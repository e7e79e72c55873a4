import { type Selectable, sql } from 'kysely';
import type { Alarm, AlarmKind } from '../../domain/port/alarm.ts';
import type { Alarms } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import { among, prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';
import { insertingNew } from './given.ts';

const insertAlarms = insertingNew<Named>('alarms', ['request_id', 'kind', 'episode', 'step']);
const readAlarms = prepared((db, { requestIds }: { requestIds: readonly string[] }, engine) =>
  db
    .selectFrom('alarms')
    .selectAll()
    .where(among(engine, 'request_id', requestIds))
    .orderBy('raised_at')
    .orderBy('kind')
    .orderBy('step')
    .compile(),
);

/** What people were alarmed about, each once. */
export function alarms(context: Context): Alarms {
  const { db, now } = context;
  return {
    async of(requestIds) {
      const { rows } = await readAlarms(context, { requestIds });
      return rows.map(fromRow);
    },

    async add(all) {
      const rows = all.map(({ requestId, kind, episode, step, told }) => ({
        request_id: requestId,
        kind,
        episode,
        step,
        told: told ? 1 : 0,
        raised_at: now,
      }));
      const added = await insertAlarms(context, rows);
      const names = new Set(added.map((row) => nameOf(row.request_id, row)));
      return all.filter((one) => names.has(nameOf(one.requestId, one)));
    },

    async clear(requestIds, kinds) {
      if (requestIds.length === 0 || kinds.length === 0) return 0;
      const { numUpdatedRows } = await db
        .updateTable('alarms')
        .set({ cleared_at: now })
        .where('request_id', 'in', requestIds)
        .where('kind', 'in', kinds)
        .where('cleared_at', 'is', null)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },

    async take(requestId, { kind, episode, step }, by) {
      // Whoever was first stays.
      const row = await db
        .updateTable('alarms')
        .set({
          got_by_id: sql<string>`coalesce(got_by_id, ${by.id})`,
          got_by_name: sql<string>`coalesce(got_by_name, ${by.name})`,
          got_at: sql<number>`coalesce(got_at, cast(${now} as bigint))`,
        })
        .where('request_id', '=', requestId)
        .where('kind', '=', kind)
        .where('episode', '=', episode)
        .where('step', '=', step)
        .returningAll()
        .executeTakeFirst();
      return row && fromRow(row);
    },
  };
}

type Named = Pick<Selectable<Schema['alarms']>, 'request_id' | 'kind' | 'episode' | 'step'>;

function nameOf(requestId: string, { kind, episode, step }: Omit<Named, 'request_id'>): string {
  return JSON.stringify([requestId, kind, episode, step]);
}

function fromRow(row: Selectable<Schema['alarms']>): Alarm {
  return {
    requestId: row.request_id,
    kind: row.kind as AlarmKind,
    episode: row.episode,
    step: row.step,
    told: row.told === 1,
    raisedAt: row.raised_at,
    clearedAt: row.cleared_at,
    got:
      row.got_at === null
        ? null
        : { by: { id: row.got_by_id ?? '', name: row.got_by_name ?? '' }, at: row.got_at },
  };
}
