import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UnfitStoreError } from '../../src/interfaces/errors.ts';
import type { Tx } from '../../src/interfaces/store.ts';
import { openStore } from '../../src/store/open.ts';
import { openReadOnly } from '../../src/store/open-read-only.ts';
import { ENGINES, useDatabase } from './support/database.ts';
import { addAll, anApproved, aRequest } from './support/samples.ts';

describe.each(ENGINES)('%s: a store that is opened to be read', (engine) => {
  const database = useDatabase(engine);
  const reading = () => openReadOnly({ url: database.url });

  test('shows what a bot that runs has committed, then and later', async () => {
    const bot = await database.open();
    await addAll(bot, [anApproved('ic-00')]);
    const store = await reading();
    expect(await store.read((at) => at.requests.countOpen())).toBe(1);
    await addAll(bot, [aRequest('ic-01')]);
    expect(await store.read((at) => at.requests.read('ic-01'))).toMatchObject({ id: 'ic-01' });
    await store.close();
  });

  test('lets nothing be changed', async () => {
    const bot = await database.open();
    const store = await reading();
    // What the types keep anybody from asking for.
    const writing = store.read((at) => (at as Tx).requests.add(aRequest('ic-00')));
    await expect(writing).rejects.toMatchObject({ readOnly: true });
    expect(await bot.read((at) => at.requests.countOpen())).toBe(0);
    await store.close();
  });

  test.each([
    [
      'newer',
      'insert into schema_versions (version, applied_at) values (999, 0)',
      /version 999.+a newer bot's/,
    ],
    ['older', 'delete from schema_versions where version > 8', /version 8.+an older bot's/],
  ])('says so where it is of a version that is %s', async (_, change, message) => {
    await database.open();
    await database.sql(change);
    const opened = reading();
    await expect(opened).rejects.toThrow(UnfitStoreError);
    await expect(opened).rejects.toThrow(message);
  });

  test('says so where no bot has ever been, and makes nothing', async () => {
    await database.sql('select 1');
    const opened = reading();
    await expect(opened).rejects.toThrow(UnfitStoreError);
    await expect(opened).rejects.toThrow('no bot has kept anything there');
    const tables =
      engine === 'sqlite'
        ? 'select name from sqlite_master'
        : 'select tablename from pg_tables where schemaname = current_schema()';
    expect(await database.sql(tables)).toEqual([]);
  });
});

describe('sqlite: a file that is opened to be read', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'read-only-'));
  });
  afterEach(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true });
  });

  test('is not made where there is none', async () => {
    const opened = openReadOnly({ url: `file:${join(folder, 'data', 'bot.db')}` });
    await expect(opened).rejects.toThrow('there is no such file');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('stays as it is, and alone, while no bot runs: in a folder that takes nothing too', async () => {
    const path = join(folder, 'a b#?.db');
    const bot = await openStore({ url: `file:${path}` });
    await addAll(bot, [anApproved('ic-00')]);
    await bot.close();
    const before = [readFileSync(path), statSync(path).mtimeMs];
    chmodSync(folder, 0o500);
    const store = await openReadOnly({ url: `file:${path}` });
    expect(await store.read((at) => at.requests.countOpen())).toBe(1);
    expect(readdirSync(folder)).toEqual(['a b#?.db']);
    await store.close();
    expect(readdirSync(folder)).toEqual(['a b#?.db']);
    expect([readFileSync(path), statSync(path).mtimeMs]).toEqual(before);
  });

  test('is refused where it is no database', async () => {
    const path = join(folder, 'bot.db');
    writeFileSync(path, 'No database at all, however long it may be.'.repeat(100));
    await expect(openReadOnly({ url: `file:${path}` })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
