import type { Listings } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';

/** When each account's Region was last listed completely. */
export function listings({ db }: Context): Listings {
  return {
    async note({ accountId, region, at }) {
      await db
        .insertInto('listings')
        .values({ account_id: accountId, region, at })
        .onConflict((conflict) => conflict.columns(['account_id', 'region']).doUpdateSet({ at }))
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
  };
}
