import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { addAll, anApproved } from './support/samples.ts';

let folder: string;
let umask: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rights-'));
  umask = process.umask(0);
});
afterEach(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true });
});

const rights = (path: string) => (statSync(path).mode & 0o777).toString(8);
const files = (path: string) => [path, `${path}-wal`, `${path}-shm`];

/** Opens a store and writes to it. */
async function fill(path: string) {
  const store = await openStore({ url: `file:${path}` });
  await addAll(store, [anApproved('ic-00')]);
  return store;
}

test.each([0o000, 0o022, 0o077])('under umask %i a new store and its folder are its own', async (mask) => {
  const path = join(folder, 'data', 'deep', 'bot.db');
  process.umask(mask);
  const store = await fill(path);
  expect(files(path).map(rights)).toEqual(['600', '600', '600']);
  expect([join(folder, 'data'), join(folder, 'data', 'deep')].map(rights)).toEqual(['700', '700']);
  await store.close();
});

test('files that others could read are closed to them when a store opens on them', async () => {
  const path = join(folder, 'bot.db');
  const before = await fill(path);
  // A process that was killed leaves its log behind: here one that still runs.
  for (const file of files(path)) chmodSync(file, 0o666);
  const store = await openStore({ url: `file:${path}` });
  expect(files(path).map(rights)).toEqual(['600', '600', '600']);
  expect(await store.transaction((tx) => tx.requests.countOpen())).toBe(1);
  await Promise.all([before.close(), store.close()]);
});

test('a folder that was there keeps its rights', async () => {
  const shared = join(folder, 'shared');
  mkdirSync(shared, { mode: 0o755 });
  const path = join(shared, 'bot.db');
  const store = await fill(path);
  expect([shared, path].map(rights)).toEqual(['755', '600']);
  await store.close();
});
