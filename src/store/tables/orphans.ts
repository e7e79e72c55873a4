import type { Orphans } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';

/** Ports that bear a request's tag and belong to nobody; each is told of once. */
export function orphans({ db, now }: Context): Orphans {
  return {
    async notedIn(region) {
      const rows = await db
        .selectFrom('strays')
        .select('interconnect_id')
        .where('region', '=', region)
        .execute();
      return new Set(rows.map(({ interconnect_id }) => interconnect_id));
    },

    async taggedFor(interconnectId) {
      const row = await db
        .selectFrom('strays')
        .select('request_id')
        .where('interconnect_id', '=', interconnectId)
        .limit(1)
        .executeTakeFirst();
      return row?.request_id;
    },

    async add({ region, interconnectId, requestId }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('strays')
        .values({ region, interconnect_id: interconnectId, request_id: requestId, noted_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}
