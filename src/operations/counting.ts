import type { Counts } from '../interfaces/store.ts';

/** How old a count may be. */
const FRESH_MS = 10_000;

/**
 * Counts the store when somebody asks and the last count is old; whoever asks meanwhile shares it. `count` has to have
 * a limit of its own. A count that fails is told to whoever waits for it, and kept for nobody.
 */
export function createCounting(count: () => Promise<Counts>, monotonic: () => number): () => Promise<Counts> {
  let last: { counted: Promise<Counts>; doneAt: number | undefined } | undefined;
  return () => {
    const isFresh = last && (last.doneAt === undefined || monotonic() - last.doneAt < FRESH_MS);
    if (last && isFresh) return last.counted;
    const one: typeof last = { counted: count(), doneAt: undefined };
    last = one;
    one.counted.then(
      () => {
        one.doneAt = monotonic();
      },
      () => {
        last = undefined;
      },
    );
    return one.counted;
  };
}
