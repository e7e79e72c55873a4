import { setImmediate as turn } from 'node:timers/promises';

/** Nothing in a bot's hands for so many turns in a row is nothing to do. */
const TURNS = 25;

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
  /** Resolves when nothing outside is waited for, but by who sleeps, and nothing more begins. */
  idle(): Promise<void>;
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
  /** While something outside is waited for: until it isn't. */
  let waiting: PromiseWithResolvers<void> | undefined;
  const weigh = () => {
    if (busy > sleeping) waiting ??= Promise.withResolvers();
    else {
      waiting?.resolve();
      waiting = undefined;
    }
  };
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
        weigh();
        await asleep.promise.finally(() => {
          sleeping -= 1;
          weigh();
        });
      }
      check();
    },
    async during(call) {
      busy += 1;
      weigh();
      try {
        await gate.cross();
        const answer = await call();
        await gate.cross();
        return answer;
      } finally {
        busy -= 1;
        weigh();
      }
    },
    async idle() {
      for (let quiet = 0; quiet < TURNS; ) {
        quiet = waiting ? 0 : quiet + 1;
        await (waiting?.promise ?? turn());
      }
    },
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
