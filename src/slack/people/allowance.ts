import { MINUTE } from '../../domain/time.ts';

/** True as often as `most` times a minute; `now` is in epoch milliseconds. */
export function createAllowance(most: number, now: () => number): () => boolean {
  let taken: number[] = [];
  return () => {
    const at = now();
    // A clock that was set back forgets what lies ahead of it now.
    taken = taken.filter((earlier) => earlier <= at && at - earlier < MINUTE);
    if (taken.length >= most) return false;
    taken.push(at);
    return true;
  };
}
