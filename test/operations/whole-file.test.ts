import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFolder } from '../support/folder.ts';

let folder: ReturnType<typeof openFolder>;
beforeEach(() => {
  folder = openFolder();
});
afterEach(() => folder.remove());

/** What becomes of a file in a process none of whose files can grow beyond 8 blocks of 512 bytes, or of 1024. */
async function written(bytes: number): Promise<string> {
  const script = join(import.meta.dirname, 'support/writing-entry.ts');
  const { stdout } = await promisify(execFile)('sh', [
    '-c',
    'ulimit -f 8; exec "$0" "$@"',
    process.execPath,
    script,
    folder.path,
    String(bytes),
  ]);
  return stdout;
}

test('is there whole where there is room, and not at all where the room ends within its last piece', async () => {
  expect(await written(10_000)).toBe('EFBIG');
  expect(readdirSync(folder.path)).toEqual([]);
  expect(await written(3_000)).toBe('true');
  expect(statSync(join(folder.path, 'heads.jsonl')).size).toBe('begins\n'.length + 3_000);
});
