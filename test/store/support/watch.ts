import { AsyncLocalStorage } from 'node:async_hooks';
import type { Store } from '../../../src/interfaces/store.ts';

/** Sees whether a port is called from inside a transaction, however deep. */
export interface Watch {
  /** The names of all port methods that were called. */
  called: Set<string>;
  /** Those that were called, or transactions that were begun, while a transaction was open around them. */
  inside: string[];
  store(store: Store): Store;
  port<P extends object>(port: P): P;
}

export function startWatch(): Watch {
  const transaction = new AsyncLocalStorage<true>();
  const called = new Set<string>();
  const inside: string[] = [];
  const note = (name: string) => {
    if (transaction.getStore()) inside.push(name);
  };
  return {
    called,
    inside,
    store: (store) => ({
      ...store,
      transaction(work) {
        note('transaction');
        return store.transaction((tx) => transaction.run(true, () => work(tx)));
      },
    }),
    port: (port) =>
      new Proxy(port, {
        get(target, name) {
          const member: unknown = Reflect.get(target, name);
          if (typeof member !== 'function') return member;
          return (...given: unknown[]): unknown => {
            called.add(String(name));
            note(String(name));
            return Reflect.apply(member, target, given);
          };
        },
      }),
  };
}
