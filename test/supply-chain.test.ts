import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT, read } from './support/source.ts';

const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
const lock = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, { dev?: true; integrity?: string; version: string }>;
};
const packages = Object.entries(lock.packages)
  .filter(([folder]) => folder !== '')
  .map(([folder, entry]) => ({ ...entry, name: folder.split('node_modules/').at(-1) ?? '' }));
/** What the bundle is made from. */
const installed = packages.filter(({ dev }) => !dev);
/** What makes it. */
const bundler = packages.filter(({ name }) => /^(@esbuild\/|esbuild$)/.test(name));

test('all that the image is made from is checked against a hash, and what makes it too', () => {
  expect(installed.length).toBeGreaterThan(Object.keys(dependencies).length);
  expect(bundler.length).toBeGreaterThan(10);
  const unchecked = [...installed, ...bundler].filter(
    ({ integrity = '' }) => !/^sha512-[\w+/]{86}==$/.test(integrity),
  );
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
