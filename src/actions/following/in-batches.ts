import { setTimeout } from 'node:timers/promises';
import { RowsHeldError, StoreUnavailableError } from '../../interfaces/errors.ts';
import type { Store, Tx } from '../../interfaces/store.ts';

/** So long everybody else in the process has it between two of them. */
const REST_MS = 20;

/** One that could not be noted, and why. */
export interface Failed<T> {
  item: T;
  error: unknown;
}

/** What became of all of them: the sum of what `note` answered for each batch. */
export interface Batches<T> {
  sum: number;
  failed: Failed<T>[];
  /** Why batches failed whose items could each be noted alone. */
  together: unknown[];
}

/**
 * Notes something of many, a batch in a transaction. The items of one that fails are tried one by one, so that one that
 * can't be read or written costs itself alone. Throws where the store is away: it fails for two in a row.
 */
export async function inBatches<T>(
  store: Store,
  items: readonly T[],
  note: (tx: Tx, batch: readonly T[]) => Promise<number>,
): Promise<Batches<T>> {
  const all: Batches<T> = { sum: 0, failed: [], together: [] };
  for (let start = 0; start < items.length; start += store.batchMost) {
    if (start > 0) await setTimeout(REST_MS);
    const batch = items.slice(start, start + store.batchMost);
    try {
      all.sum += await store.transaction((tx) => note(tx, batch));
    } catch (error) {
      // It may all be noted: the next listing shows what is not.
      if (error instanceof StoreUnavailableError && error.maybeRecorded) throw error;
      // Whatever that was shows again with the one it is about, if it is about one.
      const { sum, failed } = await oneByOne(store, batch, note);
      all.sum += sum;
      all.failed.push(...failed);
      if (failed.length === 0 && !(error instanceof RowsHeldError)) all.together.push(error);
    }
  }
  return all;
}

async function oneByOne<T>(
  store: Store,
  batch: readonly T[],
  note: (tx: Tx, batch: readonly T[]) => Promise<number>,
): Promise<Omit<Batches<T>, 'together'>> {
  const all: Omit<Batches<T>, 'together'> = { sum: 0, failed: [] };
  let wasAway = false;
  for (const item of batch) {
    try {
      all.sum += await store.transaction((tx) => note(tx, [item]));
      wasAway = false;
    } catch (error) {
      const isAway = error instanceof StoreUnavailableError;
      if (isAway && wasAway) throw error;
      wasAway = isAway;
      all.failed.push({ item, error });
    }
  }
  return all;
}
