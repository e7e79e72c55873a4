import { setImmediate } from 'node:timers/promises';

/** So long workers may keep the process busy before everybody else has a turn; milliseconds. */
const BUSY_MOST_MS = 2;

/**
 * On SQLite a transaction waits for nothing outside the process: one right after the other, they would keep clicks from
 * being heard at all. Runs pieces of work one by one, in the order in which they come, with turns for others between.
 */
export function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  /** When the first piece began since everybody else had a turn. */
  let busySince: number | undefined;
  const letOthers = async () => {
    await setImmediate();
    busySince = undefined;
  };
  const mayBegin = async () => {
    while (busySince !== undefined && performance.now() - busySince > BUSY_MOST_MS) await setImmediate();
    if (busySince !== undefined) return;
    busySince = performance.now();
    void letOthers();
  };
  return (work) => {
    const done = last.then(mayBegin).then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
