import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPresence, type Staying } from '../../src/operations/presence.ts';
import { type Recording, watchRecording } from '../../src/operations/recording.ts';
import { ENGINES, type TestDatabase, useDatabase } from '../store/support/database.ts';
import { aRequest } from '../store/support/samples.ts';
import { spoilFlush } from '../store/support/spoiled-flush.ts';
import { counted } from '../support/counted.ts';

const PRESENCE = { id: 'p-1', host: 'h', pid: process.pid, rulesHash: 'r', frozen: false, dryRun: false };

afterEach(() => {
  vi.restoreAllMocks();
});

/** Takes away whatever a write needs, and gives it back. */
interface Trouble {
  words: string;
  begin(): Promise<void>;
  end(): Promise<void>;
}

/** The server says so itself, wherever a process notes that it is there. */
function says(database: TestDatabase, errcode: string): Pick<Trouble, 'begin' | 'end'> {
  return {
    async begin() {
      await database.sql(`create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'no' using errcode = '${errcode}'; end $$`);
      await database.sql(
        'create trigger refuse before insert on processes for each row execute function refuse()',
      );
    },
    async end() {
      await database.sql('drop trigger refuse on processes');
      await database.sql('drop function refuse');
    },
  };
}

/** The store's own connections refuse, as they do where the file is not the bot's. */
function unwritable(): Pick<Trouble, 'begin' | 'end'> {
  const opened = vi.spyOn(DatabaseSync.prototype, 'exec');
  const set = async (on: 'on' | 'off') => {
    const [writing] = opened.mock.contexts as DatabaseSync[];
    writing?.exec(`pragma query_only = ${on}`);
  };
  return { begin: () => set('on'), end: () => set('off') };
}

function locked(path: () => string): Pick<Trouble, 'begin' | 'end'> {
  let other: DatabaseSync | undefined;
  return {
    async begin() {
      other = new DatabaseSync(path(), { timeout: 1_000 });
      other.exec('begin immediate');
    },
    async end() {
      other?.exec('rollback');
      other?.close();
    },
  };
}

describe.each(ENGINES)('%s', (engine) => {
  const database = useDatabase(engine);
  let time: number;
  let logged: { msg: string; level: number; code?: string; failures?: number; away_ms?: number }[];
  let transactions: string[];
  let recording: Recording;
  let staying: Staying;
  let troubles: Trouble[];
  beforeEach(async () => {
    time = 10_000;
    logged = [];
    const log = pino(
      { level: 'info', base: null },
      { write: (line: string) => void logged.push(JSON.parse(line)) },
    );
    troubles =
      engine === 'postgres'
        ? [
            { words: "The database's disk is full (53100)", ...says(database, '53100') },
            { words: 'The database takes no writes (25006)', ...says(database, '25006') },
            { words: "The database doesn't answer (57P03)", ...says(database, '57P03') },
          ]
        : [
            { words: 'The database takes no writes (SQLite 8)', ...unwritable() },
            { words: "The database doesn't answer (not in time)", ...locked(() => database.url.slice(5)) },
          ];
    const watched = counted(await database.open());
    transactions = watched.transactions;
    recording = watchRecording(watched.store, { monotonic: () => time, log });
    staying = createPresence(
      recording.store,
      recording,
      PRESENCE,
      () => 1,
      async () => undefined,
    );
    await staying.begin();
    transactions.length = 0;
  });
  const running = () => database.sql('select id from processes');

  test('whatever keeps the bot from writing is found by a write, told once, and over by itself', async () => {
    for (const { words, begin, end } of troubles) {
      time += 10_000;
      logged.length = 0;
      await begin();
      expect(await staying.isRecorded()).toBe(false);
      expect(recording.trouble()).toContain(words);
      expect(await staying.isRecorded()).toBe(false);
      await end();
      time += 1_000;
      expect(await staying.isRecorded()).toBe(true);
      expect(recording.trouble()).toBeUndefined();
      expect(logged).toMatchObject([
        { level: 50, msg: expect.stringMatching(/: nothing is recorded$/), code: expect.any(String) },
        { level: 40, msg: 'the database can be written again', away_ms: 1_000, failures: 2 },
      ]);
    }
  });

  test('all who ask within two seconds share one write, and none is needed after another commit', async () => {
    time += 2_000;
    expect(await Promise.all([staying, staying, staying].map((one) => one.isRecorded()))).toEqual([
      true,
      true,
      true,
    ]);
    time += 1_999;
    expect(await staying.isRecorded()).toBe(true);
    expect(transactions).toHaveLength(1);
    await recording.store.transaction((tx) => tx.requests.add(aRequest('ic-00')));
    time += 1_999;
    expect(await staying.isRecorded()).toBe(true);
    expect(transactions).toHaveLength(2);
    time += 1;
    expect(await staying.isRecorded()).toBe(true);
    expect(transactions).toHaveLength(3);
  });

  test('what comes and goes is told once: it is over a second after the last failure', async () => {
    const [trouble] = troubles;
    time += 2_000;
    for (let round = 0; round < 3; round++) {
      await trouble?.begin();
      expect(await staying.isRecorded()).toBe(false);
      await trouble?.end();
      time += 999;
      expect(await staying.isRecorded()).toBe(false);
    }
    expect(logged).toHaveLength(1);
    time += 1;
    expect(await staying.isRecorded()).toBe(true);
    expect(logged[1]).toMatchObject({ failures: 3 });
  });

  test('a click that had too little time is no reason to say that nothing is recorded', async () => {
    const held = Promise.withResolvers<void>();
    const slow = recording.store.transaction(() => held.promise, 1);
    await expect(slow).rejects.toThrow("The database didn't answer.");
    held.resolve();
    expect(recording.trouble()).toBeUndefined();
    expect(logged).toEqual([]);
    let told = 0;
    recording.unlessTold(await slow.catch((error: unknown) => error), () => {
      told += 1;
    });
    expect(told).toBe(1);
    time += 2_000;
    expect(await staying.isRecorded()).toBe(true);
  });

  test('the process that notes itself tries again soon while that fails', async () => {
    const [trouble] = troubles;
    await trouble?.begin();
    expect(await staying.duty.run()).toBe(1_000);
    await trouble?.end();
    expect(await staying.duty.run()).toBe(1_000);
    time += 1_000;
    expect(await staying.duty.run()).toBe(5_000);
  });

  test('who asks after the end leaves no row behind', async () => {
    await staying.end();
    time += 10_000;
    expect(await staying.isRecorded()).toBe(false);
    expect(await running()).toEqual([]);
  });
});

describe('a disk that failed to keep something', () => {
  const database = useDatabase('sqlite');

  test('is said as that, and that it takes a start', async () => {
    const logged: { msg: string; code: string }[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
    const store = await database.open();
    const recording = watchRecording(store, { monotonic: () => 0, log });
    spoilFlush(database.url);
    await expect(recording.store.transaction((tx) => tx.requests.add(aRequest('ic-00')))).rejects.toThrow();
    expect(logged).toMatchObject([
      { code: 'flush: EINVAL', msg: expect.stringContaining('until the bot is started again') },
    ]);
    expect(recording.trouble()).toContain(
      '(flush: EINVAL): nothing is recorded until the bot is started again',
    );
    expect(await recording.isPossible(() => store.transaction(async () => undefined))).toBe(false);
  });
});
