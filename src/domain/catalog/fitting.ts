import { sortedSpeeds } from '../speed.ts';
import {
  findLocation,
  type Location,
  lagMisfit,
  offersMacsec,
  providerMisfit,
  type RegionCatalog,
  speedMisfit,
} from './catalog.ts';

/** What somebody wants to order, as far as they have chosen; each choice may rest on another. */
export interface Choices {
  location: string | undefined;
  bandwidth: string | undefined;
  lagId: string | undefined;
  providerName: string | undefined;
  macsec: boolean;
}

/** A choice that doesn't fit what else was chosen; `why` is a sentence that names it. */
export interface LeftOut {
  field: 'location' | 'bandwidth' | 'lag' | 'provider' | 'macsec';
  why: string;
}

/** Parts choices into those that fit together, and those that don't; nothing is forgotten, so that it may fit again. */
export function fitting(
  wanted: Choices,
  catalog: RegionCatalog,
): { chosen: Choices; waiting: Choices; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const fits = (field: LeftOut['field'], why: string | undefined): boolean => {
    if (why !== undefined) leftOut.push({ field, why });
    return why === undefined;
  };
  const kept = (
    field: LeftOut['field'],
    choice: string | undefined,
    misfit: (of: string) => string | undefined,
  ) => (choice !== undefined && fits(field, misfit(choice)) ? choice : undefined);

  const location = kept('location', wanted.location, (code) => locationMisfit(code, catalog));
  const site = location === undefined ? undefined : findLocation(catalog, location);
  const bandwidth = kept('bandwidth', wanted.bandwidth, (speed) => offeredMisfit(speed, site, catalog));
  const macsec = wanted.macsec && fits('macsec', macsecMisfit(site, bandwidth));
  const lagId = kept('lag', wanted.lagId, (id) => {
    const lag = catalog.lags.find((one) => one.lagId === id);
    return lag ? lagMisfit(lag, { location, bandwidth, macsec }) : `${id} is not in ${catalog.region}.`;
  });
  const providerName = kept('provider', wanted.providerName, (name) =>
    site ? providerMisfit(name, site) : `${name}. It depends on the location.`,
  );
  const left = <T>(choice: T, before: T, nothing: T): T => (choice === before ? nothing : before);
  return {
    chosen: { location, bandwidth, lagId, providerName, macsec },
    waiting: {
      location: left(location, wanted.location, undefined),
      bandwidth: left(bandwidth, wanted.bandwidth, undefined),
      lagId: left(lagId, wanted.lagId, undefined),
      providerName: left(providerName, wanted.providerName, undefined),
      macsec: left(macsec, wanted.macsec, false),
    },
    leftOut,
  };
}

/** The speeds to choose from: the location's, without one all of the Region; none where AWS hasn't told yet. */
export function offeredSpeeds(location: Location | undefined, catalog: RegionCatalog): string[] {
  return location?.speeds ?? sortedSpeeds(catalog.locations.flatMap(({ speeds }) => speeds));
}

function locationMisfit(code: string, catalog: RegionCatalog): string | undefined {
  if (findLocation(catalog, code)) return undefined;
  if (catalog.refusal !== undefined) return `${code}. ${catalog.refusal}`;
  if (catalog.readAt === undefined) return `${code}. AWS has not told yet what ${catalog.region} offers.`;
  return `${code} is not a location of ${catalog.region}.`;
}

function offeredMisfit(
  speed: string,
  site: Location | undefined,
  catalog: RegionCatalog,
): string | undefined {
  const offered = offeredSpeeds(site, catalog);
  if (offered.length === 0 || offered.includes(speed)) return undefined;
  return site ? `${speed}. ${speedMisfit(speed, site)}` : `No location of ${catalog.region} offers ${speed}.`;
}

function macsecMisfit(site: Location | undefined, bandwidth: string | undefined): string | undefined {
  if (!site || bandwidth === undefined) return 'MACsec. It depends on location and bandwidth.';
  return offersMacsec(site, bandwidth) ? undefined : `${site.code} offers no MACsec at ${bandwidth}.`;
}
