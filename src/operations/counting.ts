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

interface Count {
  counted: Promise<Counted>;
  /** On the monotonic clock; undefined while it is being counted. */
  doneAt: number | undefined;
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
  let last: Count | undefined;
  let next: Count | undefined;
  const begin = (): Count => {
    const at = now();
    const one: Count = { counted: count().then((counts) => ({ counts, at })), doneAt: undefined };
    next = one;
    one.counted.then(
      () => {
        one.doneAt = monotonic();
        last = one;
        next = undefined;
      },
      () => {
        last = undefined;
        next = undefined;
      },
    );
    return one;
  };
  return () => {
    const age = last?.doneAt === undefined ? Number.POSITIVE_INFINITY : monotonic() - last.doneAt;
    if (last && age < FRESH_MS) return last.counted;
    const coming = next ?? begin();
    return (last && age < OLD_MS ? last : coming).counted;
  };
}
