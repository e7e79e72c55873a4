import type { Store, Tx } from '../../src/interfaces/store.ts';

/** What was asked of a store: for each transaction and each reading the methods that it called, in order. */
export interface Counted {
  store: Store;
  transactions: string[];
  reads: string[];
}

/** A store whose transactions and readings are counted. */
export function counted(store: Store): Counted {
  const transactions: string[] = [];
  const reads: string[] = [];
  return {
    transactions,
    reads,
    store: {
      ...store,
      async transaction(work, limitMs) {
        const called: string[] = [];
        try {
          return await store.transaction((tx) => work(watched(tx, called)), limitMs);
        } finally {
          transactions.push(called.join(' '));
        }
      },
      async read(work) {
        const called: string[] = [];
        try {
          return await store.read((at) => work(watched(at as Tx, called)));
        } finally {
          reads.push(called.join(' '));
        }
      },
    },
  };
}

function watched(tx: Tx, called: string[]): Tx {
  const tables = Object.entries(tx).map(([table, methods]: [string, unknown]) => {
    if (typeof methods === 'function') {
      return [
        table,
        (...given: unknown[]) => {
          called.push(table);
          return Reflect.apply(methods, undefined, given);
        },
      ];
    }
    if (typeof methods !== 'object' || methods === null) return [table, methods];
    const wrapped = Object.entries(methods).map(([name, method]) => [
      name,
      (...given: unknown[]) => {
        called.push(`${table}.${name}`);
        return Reflect.apply(method as () => unknown, methods, given);
      },
    ]);
    return [table, Object.fromEntries(wrapped)];
  });
  return Object.fromEntries(tables) as Tx;
}
