import type { Caller } from './callers.ts';
import { canonicalLocation } from './catalog.ts';
import { clientException } from './errors.ts';
import { isGone } from './life.ts';
import { lagsIn, portsIn, type State } from './state.ts';
import type { StoredLocation } from './types.ts';

/** What an order asks for, as far as the rules look at it. */
export interface Order {
  bandwidth: string;
  location: string;
  lagId: string | undefined;
  providerName: string | undefined;
  requestMACSec: boolean;
}

const PORTS_PER_LOCATION = 10;

/** Refuses an order that the site, the LAG or the quota does not allow. */
export function checkOrder(state: State, caller: Caller, order: Order): void {
  const site = siteOf(state, caller.region, order.location);
  checkOffer(site, order);
  if (order.lagId !== undefined) checkLag(state, caller, order, order.lagId);
  checkQuota(state, caller, placeOf(state, caller, order));
}

/** Where the port goes: to its LAG, whatever location was asked, and under the code by which AWS keeps the site. */
export function placeOf(state: State, caller: Caller, { lagId, location }: Order): string {
  const lag = lagsIn(state, caller).find((candidate) => candidate.lagId === lagId);
  return lag?.location ?? canonicalLocation(location);
}

function siteOf(state: State, region: string, code: string): StoredLocation {
  const site = state.locations.find(
    (candidate) => candidate.region === region && isSameSite(candidate.locationCode, code),
  );
  if (!site) throw clientException(`Location ${code} is not available in ${region}.`);
  return site;
}

function checkOffer(site: StoredLocation, order: Order): void {
  const speed = speedOf(order.bandwidth);
  if (speed === undefined || !site.availablePortSpeeds.includes(speed)) {
    throw clientException(`Bandwidth ${order.bandwidth} is not offered at ${order.location}.`);
  }
  if (order.requestMACSec && !site.availableMacSecPortSpeeds.includes(speed)) {
    throw clientException(`MACsec is not offered at ${order.location} for ${order.bandwidth}.`);
  }
  if (order.providerName !== undefined && !site.availableProviders.includes(order.providerName)) {
    throw clientException(`Provider ${order.providerName} is not available at ${order.location}.`);
  }
}

function checkLag(state: State, caller: Caller, order: Order, lagId: string): void {
  const lag = lagsIn(state, caller).find((candidate) => candidate.lagId === lagId);
  if (!lag || lag.lagState === 'deleting' || lag.lagState === 'deleted') {
    throw clientException(`Could not find Lag with ID ${lagId}`);
  }
  if (lag.connectionsBandwidth !== order.bandwidth) {
    throw clientException(`${lagId} takes ${lag.connectionsBandwidth}, not ${order.bandwidth}.`);
  }
  if (lag.allowsHostedConnections === false)
    throw clientException(`${lagId} does not allow hosted connections.`);
  if (lag.macSecCapable !== order.requestMACSec) {
    throw clientException(`${lagId} and its links must agree on MACsec.`);
  }
  if (lag.numberOfConnections >= mostLinks(lag.connectionsBandwidth)) {
    throw clientException(`${lagId} has its maximum of ${mostLinks(lag.connectionsBandwidth)} connections.`);
  }
}

function checkQuota(state: State, caller: Caller, location: string): void {
  const there = portsIn(state, caller).filter((port) => !isGone(port) && isSameSite(port.location, location));
  if (there.length < PORTS_PER_LOCATION) return;
  throw clientException(`The limit of ${PORTS_PER_LOCATION} connections at ${location} is reached.`);
}

/** Requests say 10Gbps where DescribeLocations says 10G. */
function speedOf(bandwidth: string): string | undefined {
  const [, gigabits] = /^(\d+)Gbps$/.exec(bandwidth) ?? [];
  return gigabits === undefined ? undefined : `${gigabits}G`;
}

function mostLinks(bandwidth: string): number {
  return Number.parseInt(bandwidth, 10) >= 100 ? 2 : 4;
}

function isSameSite(one: string, other: string): boolean {
  return canonicalLocation(one) === canonicalLocation(other);
}
