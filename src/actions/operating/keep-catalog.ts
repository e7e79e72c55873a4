import type { RegionCatalog } from '../../domain/catalog/catalog.ts';
import type { Store } from '../../interfaces/store.ts';

interface Deps {
  store: Store;
}

/** Keeps what an account's Regions were last read to offer, so that a form needs no AWS after a restart. */
export function keepCatalogs(
  { store }: Deps,
  { accountId, catalogs }: { accountId: string; catalogs: readonly RegionCatalog[] },
): Promise<void> {
  return store.transaction(async (tx) => {
    for (const catalog of catalogs) await tx.catalogs.put({ accountId, region: catalog.region }, catalog);
  });
}

/** What was kept of each Region: of this account, or of the one that was read last where it isn't known yet. */
export function keptCatalogs(
  { store }: Deps,
  { accountId }: { accountId: string | undefined },
): Promise<RegionCatalog[]> {
  return store.read((at) => at.catalogs.latest(accountId));
}
