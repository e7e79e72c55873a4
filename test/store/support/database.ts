import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject } from 'vitest';
import { StoreUnavailableError } from '../../../src/interfaces/errors.ts';
import type { Store } from '../../../src/interfaces/store.ts';
import type { Engine } from '../../../src/store/engine.ts';
import { openStore, type StoreOptions } from '../../../src/store/open.ts';
import { openFolder } from '../../support/folder.ts';

export const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

/** Where the clock of every test starts: beyond 32 bits, so that a time cut short shows. */
export const START = 1_800_000_000_000;

/** How a test opens a store: by the test's clock unless it says otherwise. */
interface Opening extends Pick<StoreOptions, 'onStatement'> {
  clock?: 'injected' | 'own';
}

/** A database that lives for one test. */
export interface TestDatabase {
  url: string;
  /** What stores opened here take for the time; tests move it. */
  clock: { now: number };
  /** Opens one more store on it, with connections of its own; closed after the test. */
  open(options?: Opening): Promise<Store>;
  /** Runs one statement behind the stores' backs. */
  sql(statement: string): Promise<Record<string, unknown>[]>;
}

/** Waits until a transaction of this PostgreSQL database waits for another's lock. */
export async function untilOneWaits(database: TestDatabase): Promise<void> {
  const waiting = `select pid from pg_stat_activity
    where application_name = current_setting('application_name') and wait_event_type = 'Lock'`;
  await expect.poll(() => database.sql(waiting), { interval: 5 }).not.toEqual([]);
}

/** Until a statement of this database has waited for a lock for longer than one of a click's may. */
export async function untilOneHasWaitedLong(database: TestDatabase): Promise<void> {
  const waiting = `select pid from pg_stat_activity
    where application_name = current_setting('application_name') and wait_event_type = 'Lock'
      and clock_timestamp() - query_start > interval '2 seconds'`;
  await expect.poll(() => database.sql(waiting), { interval: 50 }).not.toEqual([]);
}

/** The store without the limits that a click sets: for tests of many at once, which a busy machine may hold up. */
export function patient(store: Store): Store {
  return { ...store, transaction: (work) => store.transaction(work) };
}

/** Does again what certainly came to nothing, since a busy machine took longer than a click may: as people would. */
export async function asOftenAsItTakes<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 10; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailableError) || error.maybeRecorded || left === 0) throw error;
    }
  }
}

/** Gives each test of the surrounding `describe` a fresh database. */
export function useDatabase(engine: Engine): TestDatabase {
  const stores: Store[] = [];
  let engineRoom: EngineRoom;
  const database: TestDatabase = {
    url: '',
    clock: { now: START },
    async open({ clock = 'injected', onStatement } = {}) {
      const now = clock === 'injected' ? () => database.clock.now : undefined;
      const store = await asOftenAsItTakes(() => openStore({ url: database.url, now, onStatement }));
      stores.push(store);
      return store;
    },
    sql: (statement) => engineRoom.sql(statement),
  };

  beforeEach(async () => {
    engineRoom = engine === 'sqlite' ? sqliteFile() : await postgresSchema();
    database.url = engineRoom.url;
    database.clock.now = START;
  });

  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
    await engineRoom.drop();
  });
  return database;
}

/** What differs between the engines. */
interface EngineRoom {
  url: string;
  sql: TestDatabase['sql'];
  drop(): Promise<void>;
}

function sqliteFile(): EngineRoom {
  const folder = openFolder();
  const path = join(folder.path, 'bot.db');
  return {
    url: `file:${path}`,
    async sql(statement) {
      const connection = new DatabaseSync(path);
      try {
        return connection.prepare(statement).all();
      } finally {
        connection.close();
      }
    },
    drop: async () => folder.remove(),
  };
}

/** A schema on the run's server: to the store it looks like a database of its own, and takes a tenth of the time. */
async function postgresSchema(): Promise<EngineRoom> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await query(server, `create schema ${name}`);
  const url = new URL(server);
  url.searchParams.set('options', `-c search_path=${name}`);
  url.searchParams.set('application_name', name);
  return {
    url: url.href,
    sql: (statement) => query(url.href, statement),
    async drop() {
      await query(server, `drop schema ${name} cascade`);
    },
  };
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}
