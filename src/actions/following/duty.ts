import { FOLLOWING, followedBy, followingName } from '../../domain/port/following.ts';
import type { Rhythm } from '../../domain/port/rhythm.ts';
import { MINUTE, SECOND } from '../../domain/time.ts';
import type { Where } from '../../domain/where.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import { LEASE_MS, renewing } from '../lifecycle/with-claim.ts';

/** Within so long something new is seen at AWS where somebody did something about it. */
const SOON_MS = 5 * SECOND;

/** What an older listing showed may be over by now. */
export const FRESH_MS = 5 * MINUTE;
/** Within so long whoever waits for a listing that is due looks for it again. */
export const NEXT_LISTING_MS = 5 * SECOND;

/** The listing of an account's Region, taken by this process: nobody else lists there meanwhile. */
export interface Turn {
  where: Where;
  token: number;
  /** How the listings before it went. */
  rhythm: Rhythm;
  /** So long it was due already; milliseconds. */
  lateMs: number;
}

/** Asks for an account's Region to be listed within so many milliseconds, and from then on again and again. */
export function wantFollowing(tx: Tx, where: Where, inMs: number): Promise<void> {
  return tx.duties.want(followingName(where), inMs);
}

/** Asks for a listing within seconds: somebody did something about a port there. Not while AWS is asked too often. */
export function wantFollowingSoon(tx: Tx, where: Where): Promise<void> {
  return wantFollowing(tx, where, SOON_MS);
}

/** Takes the listing that is due for longest and that nobody is at; undefined where none is. */
export async function takeFollowing(tx: Tx): Promise<Turn | undefined> {
  const taken = await tx.duties.claim(FOLLOWING, LEASE_MS);
  return taken && { ...taken, where: followedBy(taken.name) };
}

/** Keeps a turn for as long as the work takes; should this process die, another has it within seconds. */
export function keepFollowing<T>(store: Store, { where, token }: Turn, work: () => Promise<T>): Promise<T> {
  const renew = () => store.transaction((tx) => tx.duties.renew(followingName(where), token, LEASE_MS));
  return renewing(renew, work);
}

/** Ends a turn: the next listing there is due after so many milliseconds, or when it was wanted meanwhile. */
export function endFollowing(tx: Tx, { where, token }: Turn, rhythm: Rhythm, inMs: number): Promise<void> {
  return tx.duties.giveBack(followingName(where), token, rhythm, inMs);
}

/** Whether a listing there is due now, or under way. */
export function isListingPending(tx: Tx, where: Where): Promise<boolean> {
  return tx.duties.isPending(followingName(where));
}

/** A listing that can't be begun isn't the first in line for so long. */
export function putOffFollowing(tx: Tx, where: Where, forMs: number): Promise<void> {
  return tx.duties.setAside(followingName(where), forMs);
}
