import type { Store, Tx } from '../../src/interfaces/store.ts';

/** Some methods of some tables. */
export type TxChange = { [T in Exclude<keyof Tx, 'now' | 'trace'>]?: Partial<Tx[T]> };

/** A transaction with these methods in place of its own. */
export function withChange(tx: Tx, change: TxChange): Tx {
  const changed = Object.entries(change).map(([table, methods]) => [
    table,
    { ...tx[table as keyof TxChange], ...methods },
  ]);
  return { ...tx, ...(Object.fromEntries(changed) as Partial<Tx>) };
}

/** The store with some methods of every transaction changed. */
export function changedTx(store: Store, change: (tx: Tx) => TxChange): Store {
  return {
    ...store,
    transaction: (work, limitMs) => store.transaction((tx) => work(withChange(tx, change(tx))), limitMs),
  };
}
