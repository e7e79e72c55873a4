import type { RegionCatalog } from '../domain/catalog/catalog.ts';

/** The catalog as it stands in memory; never waits. */
export interface Catalog {
  region(region: string): RegionCatalog;
}
