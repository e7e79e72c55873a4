import { Listeners } from '../listeners.ts';
import type { AwsCall, Exchange } from './types.ts';

type Listener = (call: AwsCall) => void;

const CHECK_EVERY_MS = 20;

/** The log of calls, and those who wait for something to show in it. */
export class Calls {
  readonly #log: AwsCall[] = [];
  readonly #listeners = new Set<Listener>();

  /** Who is told of each call's answer too. */
  readonly exchanges = new Listeners<Exchange>();

  record(call: AwsCall): void {
    this.#log.push(call);
    for (const listener of this.#listeners) listener(call);
  }

  list(operation?: string): AwsCall[] {
    return this.#log.filter((call) => operation === undefined || call.operation === operation);
  }

  on(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves with the condition's value once it holds; rejects with `what` after `ms`. */
  until<T>(what: string, condition: () => T | undefined | false, ms: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = () => {
        try {
          const value = condition();
          if (value !== undefined && value !== false) finish(() => resolve(value));
        } catch (error) {
          finish(() => reject(error));
        }
      };
      const finish = (settle: () => void) => {
        clearInterval(interval);
        clearTimeout(deadline);
        unsubscribe();
        settle();
      };
      const unsubscribe = this.on(check);
      const interval = setInterval(check, CHECK_EVERY_MS);
      const deadline = setTimeout(() => finish(() => reject(new Error(`Not within ${ms} ms: ${what}`))), ms);
      check();
    });
  }
}
