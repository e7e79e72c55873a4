import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFolder } from '../support/folder.ts';

const ROOT = resolve(import.meta.dirname, '../..');
let folder: ReturnType<typeof openFolder>;
beforeEach(() => {
  folder = openFolder('image-');
});
afterEach(() => folder.remove());

test('what the Dockerfile copies is enough to make the bundle, and to start it once for its cache', () => {
  const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources = '']) =>
    sources.split(' '),
  );
  expect(copied).toContain('src');
  for (const path of copied) cpSync(join(ROOT, path), join(folder.path, path), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder.path, 'node_modules'));
  for (const step of ['packaging/bundle.ts', 'packaging/fill-cache.ts'])
    execFileSync(process.execPath, [step], { cwd: folder.path, env: {} });
  const dist = join(folder.path, 'dist');
  expect(readdirSync(dist)).toEqual(
    expect.arrayContaining([
      'bot.cjs',
      'bot.compiled',
      'bot.mjs',
      'cache',
      'counts-thread.mjs',
      'main.mjs',
      'THIRD-PARTY-LICENCES',
      'tools.mjs',
    ]),
  );
  expect(readdirSync(join(dist, 'cache')).length).toBeGreaterThan(0);
});
