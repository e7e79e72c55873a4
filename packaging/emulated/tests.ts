import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../imports.ts';

/** Which tests of a folder name these words, as paths from it. */
export function testsNaming(folder: string, words: RegExp): string[] {
  const root = join(ROOT, folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && words.test(readFileSync(join(root, path), 'utf8')))
    .sort();
}
