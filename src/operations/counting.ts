import type { Counts } from '../actions/ports.ts';

/** How often the store is counted at most, however many ask. */
const EVERY_MS = 10_000;

/**
 * Counts the store when it is asked and the last count has grown old; whoever asks meanwhile shares it. `count` has
 * to have a limit of its own. A count that fails is told to whoever waits for it, and the next one counts anew.
 */
export function createCounting(count: () => Promise<Counts>, monotonic: () => number): () => Promise<Counts> {
  let last: { counted: Promise<Counts>; at: number } | undefined;
  return () => {
    if (last && monotonic() - last.at < EVERY_MS) return last.counted;
    const one = { counted: count(), at: monotonic() };
    last = one;
    one.counted.catch(() => {
      if (last === one) last = undefined;
    });
    return one.counted;
  };
}
