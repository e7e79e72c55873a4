import type { Store } from '../../src/interfaces/store.ts';

/** A bot's store, watched for the moments in which the bot does nothing. */
export interface Resting {
  /** The store, for the bot. */
  store: Store;
  /** Resolves in a moment in which no transaction is under way and no worker holds anything. */
  rested(): Promise<void>;
  /** Makes the bot look for what is due now. */
  look(): void;
}

interface Waiting {
  monotonic: () => number;
  pause: (ms: number) => Promise<unknown>;
}

/** So long nothing is written before the bot counts as at rest: between two writes it may be asking AWS or Slack. */
const QUIET_MS = 50;
/** Longer than any work takes: what was never given back doesn't hold up time for ever. */
const HELD_MOST_MS = 60_000;
const LOOK_EVERY_MS = 10;

/** Watches a store that one bot alone uses; `monotonic` in milliseconds. */
export function watchRest(watched: Store, { monotonic, pause }: Waiting): Resting {
  const held = new Map<string, number>();
  const lookers: (() => void)[] = [];
  let underWay = 0;
  let endedAt = Number.NEGATIVE_INFINITY;
  watched.onWork(({ key, held: isHeld }) => {
    if (isHeld === true) held.set(key, monotonic());
    if (isHeld === false) held.delete(key);
  });
  const isAtRest = () => {
    const now = monotonic();
    const works = [...held.values()].some((since) => now - since < HELD_MOST_MS);
    return underWay === 0 && !works && now - endedAt >= QUIET_MS;
  };
  return {
    store: {
      ...watched,
      async transaction(work, limitMs) {
        underWay += 1;
        try {
          return await watched.transaction(work, limitMs);
        } finally {
          underWay -= 1;
          endedAt = monotonic();
        }
      },
      onElsewhere(listener) {
        lookers.push(listener);
        watched.onElsewhere(listener);
      },
    },
    async rested() {
      while (!isAtRest()) await pause(LOOK_EVERY_MS);
    },
    look() {
      for (const looker of lookers) looker();
    },
  };
}
