import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StoreUnavailableError } from '../../src/interfaces/errors.ts';
import { isDiskFull, mayHaveCommitted } from '../../src/store/database-errors.ts';
import { openStore } from '../../src/store/open.ts';
import { useDatabase } from './support/database.ts';
import { type Disk, watchDisk } from './support/full-disk.ts';
import { addAll, anApproved, ids } from './support/samples.ts';

const FULL = { diskFull: true, maybeRecorded: false };
/** Needs pages of its own. */
const LONG = 'x'.repeat(100_000);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('sqlite: a full disk', () => {
  const database = useDatabase('sqlite');
  let disk: Disk;
  beforeEach(() => {
    disk = watchDisk();
  });
  const counted = () => database.sql('select count(*) as n from requests');

  test('is told as what it is; nothing is recorded, and it is over when there is room', async () => {
    const store = await database.open();
    disk.fill();
    const failing = addAll(store, [{ ...anApproved('ic-00'), reason: LONG }]);
    await expect(failing).rejects.toThrow(StoreUnavailableError);
    await expect(failing).rejects.toMatchObject({
      ...FULL,
      cause: { errcode: 13, message: 'database or disk is full' },
    });
    expect(await counted()).toEqual([{ n: 0 }]);
    disk.free();
    await addAll(store, [anApproved('ic-00')]);
    expect(await counted()).toEqual([{ n: 1 }]);
  });

  test('leaves nothing of a transaction whose work goes on after it', async () => {
    const store = await database.open();
    await addAll(
      store,
      ids(20).map((id) => anApproved(id)),
    );
    const failing = store.transaction(async (tx) => {
      const request = await tx.requests.lock('ic-00');
      disk.fill();
      await Promise.allSettled(
        ids(20).map((id) => tx.requests.add({ ...anApproved(`new-${id}`), reason: LONG })),
      );
      if (request) await tx.requests.put({ ...request, reason: 'Changed' });
    });
    await expect(failing.then(() => 'committed')).rejects.toMatchObject(FULL);
    expect(await database.sql("select id from requests where reason = 'Changed'")).toEqual([]);
    expect(await counted()).toEqual([{ n: 20 }]);
  });

  test('a commit that fails is certainly not recorded, not even after a crash', async () => {
    // A file of this process can't grow beyond a megabyte or two: each write behind that fails.
    const script = join(import.meta.dirname, 'support/filling.ts');
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      'ulimit -f 2048; exec "$0" "$@"',
      process.execPath,
      script,
      database.url,
    ]);
    const told = JSON.parse(stdout);
    // SQLITE_IOERR_WRITE: the file is too large, which is not the same as a disk that is full.
    expect(told).toMatchObject({ diskFull: false, maybeRecorded: false, cause: { errcode: 778 } });
    expect(told.ids.length).toBeGreaterThan(10);
    expect(told.seen).toBe(told.ids.length);
    await database.open();
    expect(await database.sql('select id from requests order by created_at, id')).toEqual(
      told.ids.toSorted().map((id: string) => ({ id })),
    );
  });
});

describe('what an error of a commit leaves open', () => {
  test.each([
    ['SQLITE_BUSY', 5, false, false],
    ['SQLITE_FULL', 13, false, true],
    ['SQLITE_IOERR_WRITE', 778, false, false],
    ['SQLITE_IOERR_FSYNC', 1_034, true, false],
    ['SQLITE_IOERR_SHMSIZE', 4_874, true, true],
    ['SQLITE_IOERR_SHMMAP', 5_386, true, false],
  ])('%s', (_, errcode, open, full) => {
    const error = Object.assign(new Error('of SQLite'), { errcode });
    expect([mayHaveCommitted(error), isDiskFull(error)]).toEqual([open, full]);
  });
});

describe('postgres: a full disk', () => {
  const database = useDatabase('postgres');

  /** The server itself says so at each request that is added. */
  async function full(when: 'at once' | 'at the commit'): Promise<void> {
    await database.sql(`create function no_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`);
    await database.sql(
      when === 'at once'
        ? 'create trigger full_disk before insert on requests for each row execute function no_room()'
        : `create constraint trigger full_disk after insert on requests deferrable initially deferred
           for each row execute function no_room()`,
    );
  }

  test.each(['at once', 'at the commit'] as const)('%s', async (when) => {
    const store = await database.open();
    await full(when);
    await expect(addAll(store, [anApproved('ic-00')])).rejects.toMatchObject({
      ...FULL,
      cause: { code: '53100', message: 'could not extend file' },
    });
    await database.sql('drop trigger full_disk on requests');
    await addAll(store, [anApproved('ic-00')]);
  });
});

describe('postgres: a server that has no connection left', () => {
  const database = useDatabase('postgres');

  test('is told as not available', async () => {
    const store = await database.open();
    const role = `none_${process.pid}`;
    await database.sql(`create role ${role} login password 'none' connection limit 0`);
    try {
      const url = Object.assign(new URL(database.url), { username: role, password: 'none' }).href;
      await expect(openStore({ url })).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
        diskFull: false,
        cause: { code: '53300' },
      });
    } finally {
      await database.sql(`drop role ${role}`);
    }
    expect(await store.read((at) => at.requests.countOpen())).toBe(0);
  });
});
