import type { Order } from '../request/order.ts';
import { linksAllowed } from '../speed.ts';
import type { Violation } from '../violation.ts';

/** A Direct Connect location, speeds in the wire's words (`10Gbps`), slowest first. */
export interface Location {
  code: string;
  name: string;
  region: string;
  speeds: string[];
  macsecSpeeds: string[];
  providers: string[];
}

export interface Lag {
  lagId: string;
  name: string;
  location: string;
  bandwidth: string;
  links: number;
  state: string;
  hostsConnections: boolean;
  macsec: boolean;
}

/**
 * An interconnect as one answer showed it. A member that AWS left out is undefined, and so is one that an earlier
 * version of the bot did not keep.
 */
export interface ListedInterconnect {
  interconnectId: string;
  name: string;
  state: string;
  location: string;
  bandwidth: string;
  lagId?: string;
  providerName?: string;
  device?: string;
  logicalDevice?: string;
  jumboFrames?: boolean;
  redundancy?: string;
  macsecCapable?: boolean;
  /** Of the port; where AWS doesn't tell, what was asked of it. */
  encryption?: string;
  tags?: { key: string; value: string }[];
  region?: string;
  /** When the LOA-CFA was last fetched; epoch milliseconds. */
  loaIssueTime?: number;
  /** What is asked of the port: `no_encrypt`, `should_encrypt` or `must_encrypt`. */
  encryptionMode?: string;
  /** What the port does: `Encryption Up` or `Encryption Down`. */
  portEncryptionStatus?: string;
  macSecKeys?: MacSecKey[];
}

/** A MACsec key as AWS names it: never the secret itself. `startOn` is AWS's text. */
interface MacSecKey {
  ckn?: string;
  state?: string;
  startOn?: string;
  secretARN?: string;
}

/** What the bot knows of one Region, from memory. Times are epoch milliseconds. */
export interface RegionCatalog {
  region: string;
  locations: Location[];
  lags: Lag[];
  interconnects: ListedInterconnect[];
  /** When the interconnects were last listed, all of them; undefined before the first time. */
  listedAt?: number;
  /** When all of it was last read; undefined before the first time. */
  readAt: number | undefined;
  /** AWS's words why the account can't order here, for example that it is no Direct Connect Partner. */
  refusal: string | undefined;
}

/** A LAG in one of these can take no link. Source: API reference, Lag.lagState. */
const LAG_GONE = new Set(['deleting', 'deleted', 'unknown']);

export function findLocation(catalog: RegionCatalog, code: string): Location | undefined {
  return catalog.locations.find((location) => location.code === code);
}

/** `2 of 4 links`. */
export function lagFill(lag: Lag): string {
  return `${lag.links} of ${linksAllowed(lag.bandwidth)} links`;
}

/** Whether a LAG is going or gone for good, so that nobody needs to be shown it. */
export function isGone(lag: Lag): boolean {
  return LAG_GONE.has(lag.state);
}

/**
 * Whether two codes may be one site: AWS names `EqSe2-EQ` what it calls `EqSe2` elsewhere. A code that AWS left out may
 * be any.
 */
export function mayBeSameSite(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** Why a LAG can't take this port, or undefined if it can. What isn't chosen yet is no reason, nor is an alias. */
export function lagMisfit(
  lag: Lag,
  wanted: { location?: string | undefined; bandwidth?: string | undefined; macsec: boolean },
): string | undefined {
  if (isGone(lag)) return `${lag.lagId} is ${lag.state}.`;
  if (wanted.location && !mayBeSameSite(lag.location, wanted.location)) {
    return `${lag.lagId} is at ${lag.location}, not at ${wanted.location}.`;
  }
  if (wanted.bandwidth && lag.bandwidth !== wanted.bandwidth) {
    return `${lag.lagId} has ${lag.bandwidth} links: every link of a LAG has the same bandwidth.`;
  }
  if (lag.links >= linksAllowed(lag.bandwidth)) return `${lag.lagId} is full (${lagFill(lag)}).`;
  if (!lag.hostsConnections) return `${lag.lagId} doesn't allow hosted connections.`;
  if (lag.macsec && !wanted.macsec) return `${lag.lagId} uses MACsec: ask for MACsec too.`;
  if (!lag.macsec && wanted.macsec) return `${lag.lagId} has no MACsec: a link must match its LAG.`;
  return undefined;
}

/** Why a location can't have a port of this speed, or undefined if it can. */
export function speedMisfit(bandwidth: string, { code, speeds }: Location): string | undefined {
  return speeds.includes(bandwidth) ? undefined : `${code} offers ${speeds.join(', ')}.`;
}

/** Why a provider can't take the port on, or undefined if it can. */
export function providerMisfit(provider: string, { code, providers }: Location): string | undefined {
  return providers.includes(provider) ? undefined : `${provider} is not a provider at ${code}.`;
}

/** Whether a location offers MACsec at a speed. */
export function offersMacsec(location: Location | undefined, bandwidth: string | undefined): boolean {
  return location !== undefined && bandwidth !== undefined && location.macsecSpeeds.includes(bandwidth);
}

/** Everything in an order that the catalog says AWS doesn't offer. */
export function checkAgainstCatalog(order: Order, catalog: RegionCatalog): Violation[] {
  if (catalog.refusal) return [{ field: 'location', message: catalog.refusal }];
  const location = findLocation(catalog, order.location);
  if (!location) {
    return [{ field: 'location', message: `${order.location} is not a location of ${order.region}.` }];
  }
  const violations: Violation[] = [];
  const ofSpeed = speedMisfit(order.bandwidth, location);
  if (ofSpeed) violations.push({ field: 'bandwidth', message: ofSpeed });
  const ofProvider = order.providerName && providerMisfit(order.providerName, location);
  if (ofProvider) violations.push({ field: 'provider', message: ofProvider });
  if (order.requestMACSec && !offersMacsec(location, order.bandwidth)) {
    violations.push({ field: 'macsec', message: `${location.code} offers no MACsec at ${order.bandwidth}.` });
  }
  if (order.lagId) {
    const lag = catalog.lags.find((entry) => entry.lagId === order.lagId);
    const misfit = lag
      ? lagMisfit(lag, {
          location: order.location,
          bandwidth: order.bandwidth,
          macsec: order.requestMACSec,
        })
      : `${order.lagId} is not in ${order.region}.`;
    if (misfit) violations.push({ field: 'lag', message: misfit });
  }
  return violations;
}
