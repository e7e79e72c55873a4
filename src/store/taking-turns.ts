import { setImmediate } from 'node:timers/promises';

/** So long workers may keep the process busy before everybody else has a turn; milliseconds. */
const BUSY_MOST_MS = 2;

/**
 * On SQLite a transaction waits for nothing outside the process: one after the other, they would keep clicks from being
 * heard at all. Resolves when another may begin without that.
 */
export function createTurns(): () => Promise<void> {
  /** When the first transaction began since everybody else had a turn. */
  let busySince: number | undefined;
  const letOthers = async () => {
    await setImmediate();
    busySince = undefined;
  };
  return async () => {
    while (busySince !== undefined && performance.now() - busySince > BUSY_MOST_MS) await setImmediate();
    if (busySince !== undefined) return;
    busySince = performance.now();
    void letOthers();
  };
}
