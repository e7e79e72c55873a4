import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A clock that several processes go by, and that a test can move. */
export interface SharedClock {
  /** The file that says how far it is ahead of the machine's; for `clockOf`. */
  path: string;
  now(): number;
  travel(ms: number): void;
  remove(): void;
}

export function sharedClock(): SharedClock {
  const folder = mkdtempSync(join(tmpdir(), 'interconnect-bot-clock-'));
  const path = join(folder, 'ahead');
  let ahead = 0;
  const travel = (ms: number) => {
    ahead += ms;
    // In one step: whoever reads meanwhile must not find half a number.
    writeFileSync(`${path}.new`, String(ahead));
    renameSync(`${path}.new`, path);
  };
  travel(0);
  return {
    path,
    now: () => Date.now() + ahead,
    travel,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The clock at this path; without one, the machine's. */
export function clockOf(path: string | undefined): () => number {
  if (path === undefined) return Date.now;
  return () => Date.now() + Number(readFileSync(path, 'utf8'));
}
