import type { Person } from '../person.ts';
import type { Destination } from './line.ts';

/** Why somebody else than the requester gets a direct message of their own. */
type Own = 'approver' | 'notified';

/** The direct message of somebody else than the requester. */
export function ownDm(own: Own, userId: string): Destination {
  return `${own}:${userId}`;
}

/** Whether it is the direct message of somebody of this kind. */
export function isOwnDm(own: Own, destination: Destination): boolean {
  return destination.startsWith(`${own}:`);
}

/** Whose direct message it is, by ID; undefined for the channel. */
export function recipientOf(destination: Destination, requester: Person): string | undefined {
  if (destination === 'channel') return undefined;
  return destination === 'dm' ? requester.id : destination.slice(destination.indexOf(':') + 1);
}
