import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

/** What brings what was committed to the disk. */
export interface Flushing {
  /** Something was committed. */
  committed(): void;
  /** Resolves once all that was committed before is on the disk; rejects with why the disk didn't take it. */
  flushed(): Promise<void>;
  /**
   * Throws why the disk didn't take something, from then on for good: what a system couldn't write it may forget, and
   * answer the next flush as if nothing had been.
   */
  check(): void;
  /** May be called more than once. */
  close(): Promise<void>;
}

/**
 * Flushes a SQLite file's log (`-wal`), which is there as long as somebody has the file open. SQLite holds no lock on the
 * log that its closing here would take away.
 */
export function flushingOf(path: string): Flushing {
  const log = openSync(`${path}-wal`, 'r');
  return createFlushing(
    () => promisify(fdatasync)(log),
    () => closeSync(log),
  );
}

/** One flush at a time, beside whatever else goes on: all that is committed while one is under way shares the next. */
export function createFlushing(flush: () => Promise<void>, close: () => void): Flushing {
  let last: Promise<void> = Promise.resolve();
  /** The last one has not begun: it takes with it what is committed until then. */
  let isWaiting = false;
  let isDue = false;
  let failed: { by: unknown } | undefined;
  let closed: Promise<void> | undefined;
  const begin = async () => {
    isWaiting = false;
    try {
      await flush();
    } catch (error) {
      failed = { by: error };
      throw error;
    }
  };
  return {
    committed() {
      isDue ||= !isWaiting;
    },
    flushed() {
      if (isDue) {
        [isDue, isWaiting] = [false, true];
        last = last.then(begin);
      }
      return last;
    },
    check() {
      if (failed) throw failed.by;
    },
    close() {
      closed ??= last.catch(() => undefined).then(close);
      return closed;
    },
  };
}
