import { AsyncLocalStorage } from 'node:async_hooks';

/** Set within a call that has crossed: one that crosses from there (a look that asks the store) holds it up, too. */
const within = new AsyncLocalStorage<true>();

/**
 * Stands between a process and everything outside it. Each call crosses twice, there and back; at its n-th crossing
 * the gate shuts, and from then on nothing of the process passes: a kill, or a stop until it is opened again.
 */
export class Gate {
  /** Resolves once the gate is shut and what had passed before has ended: the process is at a standstill. */
  readonly still: Promise<void>;
  #left: number;
  #closed = false;
  #inFlight = 0;
  #stand: () => void = () => undefined;
  #waiting: (() => void)[] = [];

  constructor(closesAt: number) {
    this.#left = closesAt;
    this.still = new Promise((resolve) => {
      this.#stand = resolve;
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Lets everything pass from now on, and what waited first. */
  open(): void {
    this.#closed = false;
    this.#left = Number.POSITIVE_INFINITY;
    for (const go of this.#waiting.splice(0)) go();
  }

  async cross<T>(call: () => Promise<T>): Promise<T> {
    await this.#pass();
    this.#inFlight++;
    try {
      return await within.run(true, call);
    } finally {
      this.#inFlight--;
      await this.#pass();
    }
  }

  async #pass(): Promise<void> {
    if (this.#left === 0) this.#closed = true;
    this.#left--;
    if (!this.#closed) return;
    const held = within.getStore() ? 1 : 0;
    this.#inFlight -= held;
    if (this.#inFlight === 0) this.#stand();
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
    });
    this.#inFlight += held;
  }
}
