import type { RegionCatalog } from '../../domain/catalog/catalog.ts';
import type { Catalogs } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';

/** What each account's Region was last read to offer. */
export function catalogs({ db }: Context): Catalogs {
  return {
    async put({ accountId, region }, catalog) {
      if (accountId === null || catalog.readAt === undefined) return;
      const row = { catalog: JSON.stringify(catalog), read_at: catalog.readAt };
      await db
        .insertInto('catalogs')
        .values({ account_id: accountId, region, ...row })
        .onConflict((conflict) => conflict.columns(['account_id', 'region']).doUpdateSet(row))
        .execute();
    },

    async latest(accountId) {
      let query = db.selectFrom('catalogs').select(['region', 'catalog']).orderBy('read_at');
      if (accountId !== undefined) query = query.where('account_id', '=', accountId);
      const rows = await query.execute();
      const byRegion = new Map(rows.map(({ region, catalog }) => [region, catalog]));
      return [...byRegion.values()].map((catalog) => JSON.parse(catalog) as RegionCatalog);
    },
  };
}
