import { cityOf } from '../domain/catalog/city.ts';
import type { Request } from '../domain/request/request.ts';
import { clip } from '../domain/text.ts';

/** Room for every name that the form lets through. */
const NAME_MAX = 200;
const WORD_MAX = 100;

/** Speed and place, which are read of an order first: `10Gbps at Equinix DC2/DC11, Ashburn, VA`. */
export function whatText({ order, locationName }: Request): string {
  return `${clip(order.bandwidth, WORD_MAX)} at ${clip(locationName, WORD_MAX)}`;
}

/** Speed, place and name in few words, for what has ended: `10Gbps at EqDC2 (Ashburn)` and `dc2-core-01`. */
export function briefText({ order, locationName }: Request): [what: string, name: string] {
  const place = `${clip(order.location, WORD_MAX)} (${clip(cityOf(locationName), WORD_MAX)})`;
  return [`${clip(order.bandwidth, WORD_MAX)} at ${place}`, clip(order.interconnectName, NAME_MAX)];
}

/** What else it takes to know the port: `dc2-core-01 · EqDC2 · us-east-1 · account 123456789012`. */
export function whichText({ order, accountId, accountLabel }: Request): string {
  return [
    clip(order.interconnectName, NAME_MAX),
    clip(order.location, WORD_MAX),
    order.region,
    accountText({ accountId, accountLabel }),
  ].join(' · ');
}

/** `account 123456789012`, and what it is called in brackets; it may not be known yet. */
export function accountText({
  accountId,
  accountLabel,
}: Pick<Request, 'accountId' | 'accountLabel'>): string {
  if (accountId === null) return 'account not known';
  return accountLabel === undefined ? `account ${accountId}` : `account ${accountId} (${accountLabel})`;
}
