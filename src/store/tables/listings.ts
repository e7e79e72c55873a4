import type { Listings } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';

/** When each account's Region was last listed completely. */
export function listings({ db }: Context): Listings {
  return {
    async note({ accountId, region, at }, skew = null) {
      await db
        .insertInto('listings')
        .values({ account_id: accountId, region, at, skew })
        .onConflict((conflict) => conflict.columns(['account_id', 'region']).doUpdateSet({ at, skew }))
        .execute();
    },

    async all() {
      const rows = await db
        .selectFrom('listings')
        .selectAll()
        .orderBy('account_id')
        .orderBy('region')
        .execute();
      return rows.map(({ account_id, region, at }) => ({ accountId: account_id, region, at }));
    },

    async last({ accountId, region }) {
      return db
        .selectFrom('listings')
        .select(['at', 'skew'])
        .where('account_id', '=', accountId)
        .where('region', '=', region)
        .executeTakeFirst();
    },
  };
}
