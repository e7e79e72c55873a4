import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';

/** Made once: each one that is made is a function with a prototype of its own, which no early collection takes. */
const flushFile = promisify(fdatasync);

/** What brings what was committed to the disk. */
export interface Flushing {
  /** Something was committed. */
  committed(): void;
  /** Resolves once all that was committed before is on the disk; rejects with a FlushError where the disk didn't take it. */
  flushed(): Promise<void>;
  /** Throws the FlushError of a flush that failed. */
  check(): void;
  /** Once all that was committed is flushed. May be called more than once. */
  close(): Promise<void>;
}

/**
 * The disk didn't take what was written. That holds for good: what a system couldn't write it may forget, and answer the
 * next flush as if nothing had been.
 */
export class FlushError extends Error {
  readonly code: string;
  constructor(cause: unknown) {
    super('The disk did not take what was written.', { cause });
    this.code = cause instanceof Error && 'code' in cause ? `flush: ${cause.code}` : 'flush';
  }
}

/**
 * Flushes a SQLite file's log (`-wal`), which is there as long as somebody has the file open. SQLite holds no lock on the
 * log that its closing here would take away.
 */
export function flushingOf(path: string): Flushing {
  const log = openSync(`${path}-wal`, 'r+');
  return createFlushing(
    () => flushFile(log),
    () => closeSync(log),
  );
}

/** One flush at a time, beside whatever else goes on: all that is committed while one is under way shares the next. */
export function createFlushing(flush: () => Promise<void>, close: () => void): Flushing {
  let last: Promise<void> = Promise.resolve();
  /** The last one has not begun: it takes with it what is committed until then. */
  let isWaiting = false;
  let isDue = false;
  let failed: FlushError | undefined;
  let closed: Promise<void> | undefined;
  const begin = async () => {
    isWaiting = false;
    try {
      await flush();
    } catch (error) {
      failed = new FlushError(error);
      throw failed;
    }
  };
  const flushed = () => {
    if (isDue) {
      [isDue, isWaiting] = [false, true];
      last = last.then(begin);
    }
    return last;
  };
  return {
    flushed,
    committed() {
      isDue ||= !isWaiting;
    },
    check() {
      if (failed) throw failed;
    },
    close() {
      closed ??= flushed()
        .catch(() => undefined)
        .then(close);
      return closed;
    },
  };
}
