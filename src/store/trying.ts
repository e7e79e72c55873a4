import { setTimeout as wait } from 'node:timers/promises';
import { StoreUnavailableError } from '../interfaces/errors.ts';
import {
  isBusy,
  isDatabaseError,
  isDiskFull,
  isGeneral,
  isReadOnly,
  isUnflushed,
  mayHaveCommitted,
} from './database-errors.ts';

/** How long a transaction keeps asking for a database that another process is writing to. */
const BUSY_FOR_MS = 2_000;
const BUSY_PAUSE_MS = 20;

/** How far a transaction has come. */
export interface Progress {
  /** Its work is done, and only COMMIT is left: an error of it may be an answer that was lost. */
  committing: boolean;
  /** Whoever wanted it has been told that it failed: it must not be committed any more. */
  over: boolean;
}

/**
 * Asks again while another process holds SQLite's lock, and where PostgreSQL broke a deadlock by undoing this
 * transaction: either way nothing of it has happened.
 */
export async function whileBusy<T>(
  run: () => Promise<T>,
  progress: Progress = { committing: false, over: false },
): Promise<T> {
  const until = performance.now() + BUSY_FOR_MS;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error)) throw isDatabaseError(error) ? unavailable(error, progress) : error;
      if (progress.over || performance.now() > until) throw new StoreUnavailableError(error);
    }
    await wait(BUSY_PAUSE_MS);
  }
}

function unavailable(error: unknown, { committing }: Progress): StoreUnavailableError {
  return new StoreUnavailableError(error, {
    maybeRecorded: committing && mayHaveCommitted(error),
    diskFull: isDiskFull(error),
    readOnly: isReadOnly(error),
    unflushed: isUnflushed(error),
    general: isGeneral(error),
  });
}

/** How long a commit that has begun may still take to be answered. */
const COMMIT_MS = 300;

/** Ends a transaction's wait at its limit, and with it the transaction, unless its commit has begun. */
export async function within<T>(limitMs: number, done: Promise<T>, progress: Progress): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  // Every click comes by here: a timer that is taken back costs far less than a signal that is.
  const limit = new Promise<never>((_, reject) => {
    const end = () => reject(new StoreUnavailableError(undefined, { maybeRecorded: progress.committing }));
    timer = setTimeout(() => {
      progress.over = true;
      if (progress.committing) timer = setTimeout(end, COMMIT_MS);
      else end();
    }, limitMs);
  });
  try {
    return await Promise.race([done, limit]);
  } finally {
    clearTimeout(timer);
    done.catch(() => undefined);
  }
}
