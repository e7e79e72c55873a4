import { type Selectable, sql } from 'kysely';
import type { Pair, Pairs } from '../../interfaces/pairs.ts';
import type { Context } from '../context.ts';
import type { Engine } from '../engine.ts';
import { among, prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';

interface Asked {
  requestIds: readonly string[];
}

const isAsked = (engine: Engine, { requestIds }: Asked) =>
  sql<boolean>`(${among(engine, 'second_id', requestIds)} or ${among(engine, 'first_id', requestIds)})`;
const readPairs = prepared((db, asked: Asked, engine) =>
  db
    .selectFrom('pairs')
    .selectAll()
    .where(isAsked(engine, asked))
    .orderBy('asked_at')
    .orderBy('second_id')
    .compile(),
);
const markPairs = prepared((db, asked: Asked, engine) =>
  db
    .updateTable('pairs')
    .set({ to_judge: 1 })
    .where(isAsked(engine, asked))
    .returning(['first_id', 'second_id'])
    .compile(),
);

/** Which requests are pairs; each row belongs to the one that was asked for second. */
export function pairs(context: Context): Pairs {
  const { db, now } = context;
  return {
    async of(requestIds) {
      if (requestIds.length === 0) return [];
      return (await readPairs(context, { requestIds })).rows.map(fromRow);
    },

    async toJudge() {
      // Written out, so that its index serves.
      const marked = sql<boolean>`to_judge = 1`;
      const rows = await db.selectFrom('pairs').selectAll().where(marked).orderBy('second_id').execute();
      return rows.map(fromRow);
    },

    async add({ first, second }) {
      const row = { second_id: second, first_id: first, asked_at: now, to_judge: 0, told: null };
      await db.insertInto('pairs').values(row).execute();
    },

    async mark(requestIds) {
      if (requestIds.length === 0) return [];
      const { rows } = await markPairs(context, { requestIds });
      return rows.map(({ first_id: first, second_id: second }) => ({ first, second }));
    },

    async judged({ second, told }) {
      await db.updateTable('pairs').set({ to_judge: 0, told }).where('second_id', '=', second).execute();
    },
  };
}

function fromRow({ second_id, first_id, told }: Selectable<Schema['pairs']>): Pair {
  return { second: second_id, first: first_id, told };
}
