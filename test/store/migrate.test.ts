import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { type Migration, migrate } from '../../src/store/migrate.ts';
import { up } from '../../src/store/migrations/001-first.ts';
import { withKysely } from './support/as-before.ts';
import { ENGINES, START, untilOneHasWaitedLong, useDatabase } from './support/database.ts';
import { aRequest } from './support/samples.ts';

/** Runs one of the scripts beside the tests as a process of its own. */
function run(script: string, url: string): ChildProcess {
  return fork(join(import.meta.dirname, 'support', script), [url], { execArgv: [] });
}

describe.each(ENGINES)('%s: the schema', (engine) => {
  const database = useDatabase(engine);

  async function usable(): Promise<void> {
    const store = await database.open();
    await store.transaction((tx) => tx.requests.add(aRequest('ic-00')));
    expect(await store.transaction((tx) => tx.requests.countOpen())).toBe(1);
  }

  test('survives a kill in the middle of a migration', async () => {
    const [, signal] = await once(run('killed-migration.ts', database.url), 'exit');
    expect(signal).toBe('SIGKILL');
    await usable();
  });

  test('survives a migration that fails, and takes it up again', async () => {
    const failing: Migration = async (db) => {
      await up(db, engine);
      throw new RangeError('No');
    };
    await withKysely(engine, database.url, (db) =>
      expect(migrate(db, engine, async () => START, [failing])).rejects.toThrow('No'),
    );
    await usable();
    const versions = await database.sql('select version from schema_versions order by version');
    expect(versions.length).toBeGreaterThan(1);
    expect(versions.map(({ version }) => Number(version))).toEqual(versions.map((_, index) => index + 1));
  });

  test('is left alone by a bot that is older', async () => {
    await database.open();
    await database.sql('insert into schema_versions (version, applied_at) values (999, 0)');
    await expect(database.open()).rejects.toThrow('version 999');
  });

  test('is brought up to date by two processes at once', async () => {
    const children = [run('opening.ts', database.url), run('opening.ts', database.url)];
    await Promise.all(children.map((child) => once(child, 'message')));
    const ended = children.map((child) => once(child, 'exit'));
    for (const child of children) child.send('open');
    expect((await Promise.all(ended)).map(([code]) => code)).toEqual([0, 0]);
    await usable();
  });

  test('is brought up to date by many at once, once', async () => {
    await Promise.all(Array.from({ length: 6 }, () => database.open()));
    const versions = await database.sql('select version from schema_versions');
    expect(versions.map(({ version }) => Number(version))).toEqual(versions.map((_, index) => index + 1));
    await usable();
  });
});

describe('postgres: the schema', () => {
  const database = useDatabase('postgres');

  test('may take longer to be brought up to date than a click may take', async () => {
    const other = new pg.Client(database.url);
    await other.connect();
    await other.query('begin; select pg_advisory_xact_lock(4242001)');
    const opening = database.open();
    await untilOneHasWaitedLong(database);
    await other.query('rollback');
    await other.end();
    expect(await (await opening).transaction((tx) => tx.requests.countOpen())).toBe(0);
  });
});
