import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

const flush = promisify(fdatasync);

/** What brings a SQLite file's log (`-wal`) to the disk. */
export interface Flushing {
  /** Something was committed. */
  committed(): void;
  /**
   * Resolves once all that was committed before is on the disk. Rejects where the disk doesn't take it, and from then on
   * always: what a system couldn't write it may forget, and answer the next flush as if nothing had been.
   */
  flushed(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Flushes in a thread of its own, while the process goes on; all that is committed while one flush is under way shares
 * the next. The log is there as long as somebody has the file open, and SQLite holds no lock on it that its closing here
 * would take away.
 */
export function createFlushing(path: string): Flushing {
  const log = openSync(`${path}-wal`, 'r');
  let last: Promise<void> = Promise.resolve();
  /** The last one has not begun: it takes with it what is committed until then. */
  let isWaiting = false;
  let isDue = false;
  const begin = () => {
    isWaiting = false;
    return flush(log);
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
    async close() {
      await last.catch(() => undefined);
      closeSync(log);
    },
  };
}
