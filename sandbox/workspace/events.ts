import type { WorkspaceEvent } from './types.ts';

type Listener = (event: WorkspaceEvent) => void;

/** Who is told of every event, in the order of subscription. */
export class Events {
  readonly #listeners = new Set<Listener>();

  /** Subscribes; the answer unsubscribes. */
  on(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Tells every listener. */
  emit(event: WorkspaceEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** Resolves with the first value that is neither undefined nor false; looks after every event and every 20 ms. */
  until<T>(what: string, condition: () => T | undefined | false, ms: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearInterval(interval);
        clearTimeout(timeout);
        off();
      };
      const look = () => {
        try {
          const value = condition();
          if (value === undefined || value === false) return;
          stop();
          resolve(value);
        } catch (error) {
          stop();
          reject(error);
        }
      };
      const off = this.on(look);
      const interval = setInterval(look, 20);
      const timeout = setTimeout(() => {
        stop();
        reject(new Error(`Waited ${ms} ms in vain: ${what}`));
      }, ms);
      look();
    });
  }
}
