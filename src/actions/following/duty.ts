import { FOLLOWING, followedBy, followingName } from '../../domain/port/following.ts';
import type { Where } from '../../domain/where.ts';
import type { Tx } from '../../interfaces/store.ts';

/** Asks for an account's Region to be listed within so many milliseconds, and from then on again and again. */
export function wantFollowing(tx: Tx, where: Where, inMs: number): Promise<void> {
  return tx.duties.want(followingName(where), inMs);
}

/** Takes the listing that is due for longest, for one process per `everyMs`; undefined where none is due. */
export async function takeFollowing(tx: Tx, everyMs: number): Promise<Where | undefined> {
  const name = await tx.duties.claim(FOLLOWING, everyMs);
  return name === undefined ? undefined : followedBy(name);
}

/** Nothing is to be seen there: it is asked again after a while, unless something is ordered before. */
export function restFollowing(tx: Tx, where: Where, forMs: number): Promise<void> {
  return tx.duties.put(followingName(where), forMs);
}
