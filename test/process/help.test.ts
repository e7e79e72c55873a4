import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NAMES, SECRETS } from '../../src/settings/table.ts';
import { ROOT } from '../support/source.ts';

test('--help prints every setting with its default, needs none of them, and starts nothing', () => {
  const printed = execFileSync(process.execPath, [join(ROOT, 'src/main.ts'), '--help'], {
    encoding: 'utf8',
    env: {},
  });
  const [title, gap, ...rows] = printed.trimEnd().split('\n');
  expect([title, gap]).toEqual(['Settings, from the environment or .env:', '']);
  const files = `From a file instead, named by the setting with _FILE behind it: ${SECRETS.join(', ')}`;
  expect(rows.splice(-2)).toEqual(['', files]);
  expect(rows.map((row) => row.trim().split(/\s/)[0])).toEqual(NAMES);
  expect(printed).toContain(
    "How often the ports of an account's Region are listed, as a rule (docs/ports.md) (60)",
  );
  expect(printed).not.toContain('`');
});
