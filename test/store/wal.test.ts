import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { openFolder } from '../support/folder.ts';
import { useDatabase } from './support/database.ts';
import { addAll, anApproved, ids } from './support/samples.ts';

// SQLite writes what is committed to a log beside its file first. The file itself follows soon, and the log stays small.

const MINUTE = 60_000;
const MEGABYTE = 1_048_576;
const database = useDatabase('sqlite');
const path = () => database.url.slice('file:'.length);
let folder: ReturnType<typeof openFolder>;
beforeEach(() => {
  folder = openFolder();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  folder.remove();
});

/** The requests that a copy of these files holds. */
function held(...endings: string[]): unknown[] {
  const copy = join(folder.path, 'copy.db');
  for (const ending of ['', ...endings]) copyFileSync(`${path()}${ending}`, `${copy}${ending}`);
  const connection = new DatabaseSync(copy);
  try {
    return connection.prepare('select id from requests order by id').all();
  } finally {
    connection.close();
  }
}

test('what was committed stands in the file itself a minute later', async () => {
  const store = await database.open();
  await addAll(store, [anApproved('ic-00')]);
  expect(held()).toEqual([]);
  vi.advanceTimersByTime(MINUTE);
  expect(held()).toEqual([{ id: 'ic-00' }]);
});

test('what a process that was killed left in the log stands in the file after the next start', async () => {
  const store = await database.open();
  await addAll(store, [anApproved('ic-00')]);
  const left = join(folder.path, 'left.db');
  for (const ending of ['', '-wal']) copyFileSync(`${path()}${ending}`, `${left}${ending}`);
  const next = await openStore({ url: `file:${left}` });
  const copy = join(folder.path, 'copy.db');
  copyFileSync(left, copy);
  const connection = new DatabaseSync(copy);
  expect(connection.prepare('select id from requests').all()).toEqual([{ id: 'ic-00' }]);
  connection.close();
  await next.close();
});

test.each(['used', 'unused'])('a stop leaves the file alone; its second connection was %s', async (how) => {
  const store = await database.open();
  await addAll(store, [anApproved('ic-00')]);
  if (how === 'used') await store.read((at) => at.requests.countOpen());
  await store.close();
  expect(statSync(`${path()}-wal`, { throwIfNoEntry: false })).toBeUndefined();
  expect(held()).toEqual([{ id: 'ic-00' }]);
});

test('somebody who reads or writes for long is not waited for, and the log is small again afterwards', async () => {
  const store = await database.open();
  await addAll(store, [anApproved('ic-00')]);
  const reader = new DatabaseSync(path());
  reader.exec('begin');
  reader.prepare('select count(*) from requests').get();
  const long = 'x'.repeat(MEGABYTE);
  await addAll(
    store,
    ids(20).map((id) => ({ ...anApproved(`long-${id}`), reason: long })),
  );
  const size = () => statSync(`${path()}-wal`).size;
  expect(size()).toBeGreaterThan(20 * MEGABYTE);
  const writer = new DatabaseSync(path(), { timeout: 1_000 });
  writer.exec('begin immediate');
  vi.advanceTimersByTime(MINUTE);
  writer.exec('rollback');
  writer.close();
  reader.exec('rollback');
  reader.close();
  vi.advanceTimersByTime(MINUTE);
  await addAll(store, [anApproved('ic-01')]);
  expect(size()).toBeLessThanOrEqual(8 * MEGABYTE);
});
