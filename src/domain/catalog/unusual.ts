import { nameWarning, type Order } from '../request/order.ts';
import { linksAllowed } from '../speed.ts';
import {
  findLocation,
  type Lag,
  type ListedInterconnect,
  lagFill,
  mayBeSameSite,
  offersMacsec,
  type RegionCatalog,
} from './catalog.ts';

/** A port in one of these is nobody's neighbour any more. */
const GONE = new Set(['deleting', 'deleted']);

/**
 * What is worth knowing before approving, a sentence each, and stops no order. Kept with the request: later the catalog
 * says something else.
 */
export function unusual(order: Order, catalog: RegionCatalog): string[] {
  const ofName = nameWarning(order.interconnectName);
  const lag = catalog.lags.find((entry) => entry.lagId === order.lagId);
  const there = catalog.interconnects.filter(
    ({ location, state }) => mayBeSameSite(location, order.location) && !GONE.has(state),
  );
  const isRead = catalog.readAt !== undefined && catalog.refusal === undefined;
  return [
    ...(ofName ? [`Name: ${ofName}`] : []),
    ...twins(order, catalog),
    ...(isRead && there.length === 0 ? [`The first port at ${order.location}.`] : []),
    ...sameDevice(order, there),
    ...macsec(order, catalog),
    ...(lag ? ofLag(order, lag) : []),
  ];
}

const FILL = / before this order\.$/;

/** Whether a kept sentence only tells how full the LAG was: nothing unusual, and small print on a card. */
export function isUsual(sentence: string): boolean {
  return FILL.test(sentence);
}

/** The same of an open request, which only the store knows of. */
export function namesake(requestId: string): string {
  return `${requestId} asks for a port of the same name.`;
}

function twins({ interconnectName }: Order, { interconnects }: RegionCatalog): string[] {
  const twin = interconnects.find(({ name, state }) => name === interconnectName && !GONE.has(state));
  return twin ? [`${twin.interconnectId} already has this name.`] : [];
}

/** AWS names a port's device only after the order: what is known is where its neighbours are. */
function sameDevice({ location }: Order, there: readonly ListedInterconnect[]): string[] {
  const devices = new Set(there.flatMap(({ device }) => device ?? []));
  const [only] = devices;
  if (only === undefined || devices.size > 1 || there.some(({ device }) => device === undefined)) return [];
  return [everyPortOn(only, location)];
}

/** There is but one device to be seen at a location. */
export function everyPortOn(device: string, location: string): string {
  return `Every port at ${location} is on the device ${device}: this one may be too.`;
}

/** The AWS devices of all ports that the last listing shows at a location, whoever ordered them. */
export function devicesAt(location: string, { interconnects }: RegionCatalog): string[] {
  const there = interconnects.filter((entry) => mayBeSameSite(entry.location, location));
  return [...new Set(there.flatMap(({ device }) => device ?? []))];
}

function macsec({ location, bandwidth, requestMACSec }: Order, catalog: RegionCatalog): string[] {
  if (requestMACSec || !offersMacsec(findLocation(catalog, location), bandwidth)) return [];
  return [`No MACsec, which ${location} offers at ${bandwidth}.`];
}

function ofLag(order: Order, lag: Lag): string[] {
  const allowed = linksAllowed(lag.bandwidth);
  return [
    ...(lag.links + 1 >= allowed
      ? [`${lag.lagId} is full after this (${allowed} of ${allowed} links).`]
      : []),
    ...(lag.location === order.location
      ? []
      : [`${lag.lagId} is listed at ${lag.location}, the order says ${order.location}; AWS uses aliases.`]),
    `${lag.lagId} has ${lagFill(lag)} before this order.`,
  ];
}
