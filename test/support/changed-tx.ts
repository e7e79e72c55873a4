import type { Store, Tx } from '../../src/interfaces/store.ts';

/** The store with some methods of every transaction changed. */
export function changedTx(store: Store, change: (tx: Tx) => Partial<Tx>): Store {
  return {
    ...store,
    transaction: (work, limitMs) => store.transaction((tx) => work({ ...tx, ...change(tx) }), limitMs),
  };
}
