import { setTimeout } from 'node:timers/promises';

/** So many entries are looked at in one turn: less than a millisecond. */
const MOST = 100;
/** So long everybody else has the process between two of them. */
const REST_MS = 4;

/** The event loop is the whole process's: of all listings that are under way one has a turn at a time. */
let last: Promise<unknown> = Promise.resolve();

/** Those entries of many that `test` says yes to; everybody else in the process has time meanwhile. */
export async function filterInTurns<T>(entries: readonly T[], test: (entry: T) => boolean): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < entries.length; start += MOST) {
    if (start > 0) await ownTurn();
    for (const entry of entries.slice(start, start + MOST)) if (test(entry)) found.push(entry);
  }
  return found;
}

function ownTurn(): Promise<unknown> {
  last = last.then(() => setTimeout(REST_MS));
  return last;
}
