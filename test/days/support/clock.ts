import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** A clock that stands still until a test moves it: the same for the bot, its store, AWS and Slack. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  moveTo(at: number): void;
}

/** With a path, other processes go by it too. */
export function createClock(start: number, path?: string): Clock {
  let now = start;
  const clock = {
    now: () => now,
    moveTo(at: number) {
      if (at < now) throw new RangeError(`The clock can't go back from ${now} to ${at}.`);
      now = at;
      if (path === undefined) return;
      // In one step: whoever reads meanwhile must not find half a number.
      writeFileSync(`${path}.new`, String(at));
      renameSync(`${path}.new`, path);
    },
  };
  clock.moveTo(start);
  return clock;
}

/** What the clock at this path shows, in a process that only reads it. */
export function clockAt(path: string): () => number {
  return () => Number(readFileSync(path, 'utf8'));
}
