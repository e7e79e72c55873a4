import type { Store } from '../../src/interfaces/store.ts';

/** Knows the moments in which a bot does nothing, and can keep it from beginning anything. */
export interface Rest {
  /** The store, for the bot: watched from now on. */
  watch(store: Store): Store;
  /** Resolves in a moment in which no transaction is under way and no worker holds anything. */
  rested(): Promise<void>;
  /** From such a moment on no transaction begins; false where there was none within so many milliseconds. */
  hold(ms: number): Promise<boolean>;
  letGo(): void;
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

/** Of one bot, which is at rest until it gets a store; `monotonic` in milliseconds. */
export function createRest({ monotonic, pause }: Waiting): Rest {
  const held = new Map<string, number>();
  const lookers: (() => void)[] = [];
  let underWay = 0;
  let endedAt = Number.NEGATIVE_INFINITY;
  let gate: PromiseWithResolvers<void> | undefined;
  const isAtRest = () => {
    const now = monotonic();
    const works = [...held.values()].some((since) => now - since < HELD_MOST_MS);
    return underWay === 0 && !works && now - endedAt >= QUIET_MS;
  };
  const restsBy = async (until: number): Promise<boolean> => {
    while (!isAtRest()) {
      if (monotonic() >= until) return false;
      await pause(LOOK_EVERY_MS);
    }
    return true;
  };
  return {
    watch(store) {
      store.onWork(({ key, held: isHeld }) => {
        if (isHeld === true) held.set(key, monotonic());
        if (isHeld === false) held.delete(key);
      });
      return {
        ...store,
        async transaction(work, limitMs) {
          while (gate) await gate.promise;
          underWay += 1;
          try {
            return await store.transaction(work, limitMs);
          } finally {
            underWay -= 1;
            endedAt = monotonic();
          }
        },
        onElsewhere(listener) {
          lookers.push(listener);
          store.onElsewhere(listener);
        },
      };
    },
    async rested() {
      await restsBy(Number.POSITIVE_INFINITY);
    },
    async hold(ms) {
      if (!(await restsBy(monotonic() + ms))) return false;
      gate ??= Promise.withResolvers();
      return true;
    },
    letGo() {
      gate?.resolve();
      gate = undefined;
    },
    look() {
      for (const looker of lookers) looker();
    },
  };
}
