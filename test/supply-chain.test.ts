import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { licenceProblems } from '../packaging/licences-allowed.ts';
import { verdictOn } from '../packaging/signatures.ts';
import { openFolder } from './support/folder.ts';
import { ROOT, read } from './support/source.ts';

const { dependencies, scripts } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'scripts',
  Record<string, string>
>;
const lock = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, { dev?: true; integrity?: string; license?: string; version: string }>;
};
const packages = Object.entries(lock.packages)
  .filter(([folder]) => folder !== '')
  .map(([folder, entry]) => ({ ...entry, name: folder.split('node_modules/').at(-1) ?? '' }));
/** What the bundle is made from. */
const installed = packages.filter(({ dev }) => !dev);

test('every package is checked against a hash, whatever it is for and whatever machine it is of', () => {
  expect(installed.length).toBeGreaterThan(Object.keys(dependencies).length);
  expect(packages.length).toBeGreaterThan(installed.length + 100);
  const unchecked = packages.filter(({ integrity = '' }) => !/^sha512-[\w+/]{86}==$/.test(integrity));
  expect(unchecked).toEqual([]);
});

test('npm run sbom lists what the image is made from, and nothing else, without a network', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], {
    cwd: ROOT,
    env: { ...process.env, npm_config_offline: 'true' },
    maxBuffer: 50_000_000,
  });
  const bill = JSON.parse(stdout) as {
    bomFormat: string;
    metadata: { component: { name: string } };
    components: { name: string; version: string; hashes?: { content: string }[] }[];
  };
  expect([bill.bomFormat, bill.metadata.component.name]).toEqual(['CycloneDX', 'interconnect-bot']);
  const listed = new Set(bill.components.map(({ name }) => name));
  expect(Object.keys(dependencies).filter((name) => !listed.has(name))).toEqual([]);
  const known = ({ name, version }: { name: string; version: string }) => `${name}@${version}`;
  expect([...new Set(bill.components.map(known))].toSorted()).toEqual(
    [...new Set(installed.map(known))].toSorted(),
  );
  expect(bill.components.filter(({ hashes }) => !hashes?.[0]?.content)).toEqual([]);
});

describe('licences', () => {
  const problems = (entries: Record<string, object>) =>
    licenceProblems({ '': { license: 'UNLICENSED' }, ...entries });

  test('of all that is installed are those that were looked at, in the lint step', () => {
    expect(licenceProblems(lock.packages)).toEqual([]);
    expect(scripts.lint).toContain('node packaging/licences-allowed.ts');
  });

  test.each([
    ['one of several that may be chosen', 'MIT OR GPL-3.0-only', []],
    ['several at once', '(MIT AND ISC)', []],
    ['one that nobody has looked at', 'GPL-3.0-only', ['a 1.2.3: GPL-3.0-only']],
    ['a choice beside one', '(MIT OR ISC) AND GPL-3.0-only', ['a 1.2.3: (MIT OR ISC) AND GPL-3.0-only']],
    ['one of several that all hold', 'MIT AND GPL-3.0-only', ['a 1.2.3: MIT AND GPL-3.0-only']],
    ['none', undefined, ['a 1.2.3: none']],
    ['one that only tools may have', 'MPL-2.0', ['a 1.2.3: MPL-2.0']],
  ])('%s: %j', (_, license, wrong) => {
    expect(problems({ 'node_modules/a': { version: '1.2.3', license } })).toEqual(wrong);
  });

  test('of tools may be some more', () => {
    expect(
      problems({ 'node_modules/b/node_modules/a': { version: '1.2.3', license: 'MPL-2.0', dev: true } }),
    ).toEqual([]);
  });
});

describe('npm run signatures', () => {
  test('says what was found, however quiet the npm is that runs it', () => {
    const folder = openFolder('signatures-');
    try {
      // An npm without a network, which says nothing unless it is told to.
      const npm = `#!/bin/sh
case "$*" in *--loglevel=error*) echo 'npm error code ENOTFOUND' >&2 ;; esac
exit 1
`;
      writeFileSync(join(folder.path, 'npm'), npm, { mode: 0o755 });
      const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'packaging/signatures.ts')], {
        env: { PATH: `${folder.path}:/bin` },
        encoding: 'utf8',
      });
      expect([status, stdout]).toEqual([2, expect.stringContaining('(ENOTFOUND)')]);
    } finally {
      folder.remove();
    }
  });

  test.each([
    [
      'good',
      0,
      'audited 405 packages in 2s\n\n405 packages have verified registry signatures\n',
      0,
      'verified',
    ],
    ['a wrong one', 1, '1 package has an invalid registry signature:\n\nkleur@1.0.1', 1, 'kleur@1.0.1'],
    ['a missing one', 1, '1 package has a missing registry signature', 1, 'missing'],
    [
      'no keys',
      1,
      'npm error found no dependencies to audit that were installed from a supported registry',
      2,
      'Not checked: the registry offers no keys for signatures.',
    ],
    [
      'no way there',
      1,
      'npm error code ENOTFOUND\nnpm error network request to https://example.com/ failed',
      2,
      'Not checked: the keys for signatures can not be fetched from here (ENOTFOUND).',
    ],
    ['anything else', 1, 'npm error code EUSAGE', 1, 'EUSAGE'],
  ])('with %s: %i', (_, status, said, code, text) => {
    const verdict = verdictOn(status, said);
    expect(verdict.code).toBe(code);
    expect(verdict.text).toContain(text);
  });
});
