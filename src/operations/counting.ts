import { MINUTE, SECOND } from '../domain/time.ts';
import type { Counts } from '../interfaces/store.ts';

/** From this age on a count is made anew, beside whoever asks. */
const FRESH_MS = 10 * SECOND;
/** An older one is of no use to anybody: the new one is waited for. */
const OLD_MS = 2 * MINUTE;

/** What was counted, and when it was asked for, in epoch milliseconds. */
export interface Counted {
  counts: Counts;
  at: number;
}

/**
 * Answers what was last counted, at once, and counts anew in the background where that is old: a store with a million
 * requests takes its time. The first is waited for. `count` has to have a limit of its own. A count that fails is told
 * to whoever waits for it, and ends what was counted before: nobody is shown yesterday's numbers for today's.
 */
export function createCounting(
  count: () => Promise<Counts>,
  { now, monotonic }: { now: () => number; monotonic: () => number },
): () => Promise<Counted> {
  /** Whatever was counted, and when it was there on the monotonic clock. */
  let last: { counted: Counted; doneAt: number } | undefined;
  let next: Promise<Counted> | undefined;
  const begin = (): Promise<Counted> => {
    const at = now();
    const counting = count().then((counts) => ({ counts, at }));
    counting.then(
      (counted) => {
        last = { counted, doneAt: monotonic() };
        next = undefined;
      },
      () => {
        last = undefined;
        next = undefined;
      },
    );
    next = counting;
    return counting;
  };
  return async () => {
    const before = last;
    const age = before ? monotonic() - before.doneAt : Number.POSITIVE_INFINITY;
    if (before && age < FRESH_MS) return before.counted;
    const coming = next ?? begin();
    return before && age < OLD_MS ? before.counted : coming;
  };
}
