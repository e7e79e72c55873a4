import { isGone } from '../port/port.ts';
import type { RegionCatalog } from './catalog.ts';

/** Ports per location, Region and account, unless AWS has raised it. Source: Direct Connect quotas. */
export const PORT_QUOTA = 10;

/**
 * How many ports an account has at a location by the last complete listing of its Region, whoever ordered them: deleted
 * ones are none, and the links of a LAG are there even where a listing leaves them out. Undefined before the first.
 */
export function portsAt(
  location: string,
  { interconnects, lags, listedAt }: Pick<RegionCatalog, 'interconnects' | 'lags' | 'listedAt'>,
): number | undefined {
  if (listedAt === undefined) return undefined;
  const listed = interconnects.filter((port) => !isGone(port.state) && isSameSite(port.location, location));
  const unlisted = lags
    .filter((lag) => isSameSite(lag.location, location))
    .map(({ lagId, links }) => links - listed.filter((port) => port.lagId === lagId).length);
  return unlisted.reduce((sum, links) => sum + Math.max(links, 0), listed.length);
}

/** Whether two codes are one site: AWS names `EqSe2-EQ` what it calls `EqSe2` elsewhere. */
function isSameSite(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}-`) || other.startsWith(`${one}-`);
}
