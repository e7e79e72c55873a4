import type { Kysely, Selectable } from 'kysely';
import type { Freeze } from '../../domain/rules/freeze.ts';
import type { Freezing } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import { prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';
import { isCurrent } from './outgrown.ts';

const ROW = 1;

const rowOf = (db: Kysely<Schema>) => db.selectFrom('ordering_freeze').selectAll().where('id', '=', ROW);
const readFreeze = prepared((db) => rowOf(db).compile());
const holdFreeze = prepared((db, values: Pick<Context, 'version'>, engine) => {
  const asked = rowOf(db).select(isCurrent(values).as('current'));
  return (engine === 'postgres' ? asked.forShare() : asked).compile();
});

/** The stored freeze: one row, read FOR SHARE by whoever commits an attempt and updated by whoever freezes. */
export function freeze(context: Context): Freezing {
  const { db, now } = context;
  return {
    async read() {
      return fromRow((await readFreeze(context, {})).rows[0]);
    },

    async standing(withinMs) {
      const found = await rowOf(db)
        .select((eb) =>
          eb
            .exists(
              eb
                .selectFrom('processes')
                .select('id')
                .where('frozen', '=', 1)
                .where('seen_at', '>', now - withinMs),
            )
            .as('set'),
        )
        .executeTakeFirst();
      return fromRow(found) ?? (found?.set ? 'setting' : null);
    },

    async hold() {
      const [found] = (await holdFreeze(context, { version: context.version })).rows;
      return found && !found.current ? 'outgrown' : fromRow(found);
    },

    async put(freeze) {
      await db
        .updateTable('ordering_freeze')
        .set(
          freeze
            ? {
                frozen: 1,
                by_id: freeze.by.id,
                by_name: freeze.by.name,
                reason: freeze.reason,
                at: freeze.at,
              }
            : { frozen: 0, by_id: null, by_name: null, reason: null, at: null },
        )
        .where('id', '=', ROW)
        .execute();
    },
  };
}

function fromRow(row: Selectable<Schema['ordering_freeze']> | undefined): Freeze | null {
  if (!row || row.frozen === 0) return null;
  const { by_id, by_name, reason, at } = row;
  return { by: { id: by_id ?? '', name: by_name ?? '' }, reason: reason ?? '', at: at ?? 0 };
}
