/** What the bot gets in place of every answer, once its process counts as dead. */
class DeadError extends Error {}

/** Stands between a bot and everything outside it: there it dies, sleeps, or is counted as busy. */
export interface Gate {
  /** Something outside is about to be asked, or was answered. Rejects for the dead; waits for who sleeps. */
  cross(): Promise<void>;
  /** Throws for the dead; for places where nobody can sleep. */
  check(): void;
  /** Runs a call to the outside between two crossings, and counts it meanwhile. */
  during<T>(call: () => Promise<T>): Promise<T>;
  /** Whether nothing outside is waited for, but by who sleeps. */
  isIdle(): boolean;
  /** What happens so many crossings from now. */
  after(crossings: number, strike: () => void): void;
  /** From now on whatever it still tries comes to nothing. */
  die(): void;
  /** From now on every crossing waits until `wake`. */
  sleep(): void;
  wake(): void;
}

export function createGate(): Gate {
  let dead = false;
  let asleep: PromiseWithResolvers<void> | undefined;
  let busy = 0;
  let sleeping = 0;
  let left = Number.POSITIVE_INFINITY;
  let strike = () => {};
  const check = () => {
    if (dead) throw new DeadError('This process is dead.');
  };
  const gate: Gate = {
    check,
    async cross() {
      check();
      left -= 1;
      if (left === 0) strike();
      while (asleep) {
        sleeping += 1;
        await asleep.promise.finally(() => {
          sleeping -= 1;
        });
      }
      check();
    },
    async during(call) {
      busy += 1;
      try {
        await gate.cross();
        const answer = await call();
        await gate.cross();
        return answer;
      } finally {
        busy -= 1;
      }
    },
    isIdle: () => busy === sleeping,
    after(crossings, what) {
      left = crossings;
      strike = what;
    },
    die() {
      dead = true;
      gate.wake();
    },
    sleep() {
      asleep ??= Promise.withResolvers<void>();
    },
    wake() {
      asleep?.resolve();
      asleep = undefined;
    },
  };
  return gate;
}
