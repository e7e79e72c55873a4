import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFolder } from '../../support/folder.ts';
import { ROOT } from '../../support/source.ts';

const TSC = join(ROOT, 'node_modules/typescript/bin/tsc');
const KINDS = join(import.meta.dirname, 'kinds.ts');

/**
 * What the compiler finds wrong with each of some contents, by the types of kinds.ts: members that they don't have, and
 * values that aren't theirs. Throws where it says something else.
 */
export function typeErrors(all: readonly { content: object; type: string }[]): string[][] {
  const folder = openFolder('types-');
  const file = join(folder.path, 'contents.ts');
  const lines = all.map(({ content, type }) => `void (${JSON.stringify(content)} satisfies ${type});`);
  writeFileSync(
    file,
    [`import type { Kinds, Patch } from ${JSON.stringify(KINDS)};`, ...lines, '({}) as Patch<Kinds>;'].join(
      '\n',
    ),
  );
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--allowImportingTsExtensions', '--types', ''];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [TSC, ...options, '--target', 'es2024', '--module', 'nodenext', file],
    { encoding: 'utf8', cwd: folder.path },
  );
  folder.remove();
  const errors = [...stdout.matchAll(/contents\.ts\((\d+),\d+\): error (.*)/g)].map(
    ([, line, error = '']) => ({ at: Number(line) - 2, error }),
  );
  if ((status === 0) !== (errors.length === 0)) throw new Error(`The compiler says: ${stdout}${stderr}`);
  return all.map((_, index) => errors.filter(({ at }) => at === index).map(({ error }) => error));
}
