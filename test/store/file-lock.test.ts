import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { useDatabase } from './support/database.ts';

const database = useDatabase('sqlite');

/** The system's locks of this process on a file. */
function locksOn(path: string): string[] {
  const { ino } = statSync(path);
  const lines = readFileSync('/proc/locks', 'utf8').split('\n');
  return lines.filter((line) => line.includes(` ${process.pid} `) && line.includes(`:${ino} `));
}

test.runIf(process.platform === 'linux')(
  "the file stays locked while the store is open: the last other process to close it doesn't take the log away",
  async () => {
    const store = await database.open();
    await store.read((at) => at.requests.countOpen());
    expect(locksOn(database.url.slice('file:'.length))).not.toEqual([]);
  },
);
