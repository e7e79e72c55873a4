import type { ListedInterconnect } from '../catalog/catalog.ts';

/** The members that the first versions kept. Region, which AWS always tells, is not among them. */
const KEPT_AT_FIRST = [
  'interconnectId',
  'name',
  'state',
  'location',
  'bandwidth',
  'lagId',
  'providerName',
  'device',
  'logicalDevice',
  'jumboFrames',
  'redundancy',
  'macsecCapable',
  'tags',
] as const satisfies (keyof ListedInterconnect)[];

/**
 * Whether an entry shows nothing new of a port. Members that an older version didn't keep are no change: the first
 * listing after an upgrade writes nothing.
 */
export function sameAs(before: ListedInterconnect, seen: ListedInterconnect): boolean {
  const keys = before.region === undefined ? [...KEPT_AT_FIRST] : undefined;
  return JSON.stringify(before, keys) === JSON.stringify(seen, keys);
}
