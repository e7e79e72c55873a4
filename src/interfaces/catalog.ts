import type { RegionCatalog } from '../domain/catalog/catalog.ts';
import type { Where } from '../domain/where.ts';

/** The catalog as it stands in memory; never waits. */
export interface Catalog {
  of(where: Where): RegionCatalog;
}
