import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { type SqliteDatabase, SqliteDialect } from 'kysely';
import { createMemory } from '../domain/memory.ts';
import { type Flushing, flushingOf } from './flushing.ts';

/** The path of a database that is kept nowhere. */
export const MEMORY = ':memory:';

/** To so much the log shrinks again that has grown while somebody read for long; SQLite's own pace stays below. */
const WAL_MOST_BYTES = 8 * 2 ** 20;

/** One connection. */
export interface Sqlite {
  dialect: SqliteDialect;
  /** Another number once another connection has committed. */
  dataVersion: () => number;
  /**
   * From now on SQLite leaves the flush of a commit to whoever reports it, so that it holds up nothing else in the process.
   * Not for a database that is kept nowhere.
   */
  flushApart: () => Flushing;
  /** Closes it; Kysely does so only where it was used. */
  close: () => void;
}

/**
 * Kysely's dialect over node:sqlite: WAL, and a commit is on the disk before it is reported, unless `flushApart` leaves
 * that to others. Without a busy timeout, which would block the event loop once per waiting transaction: busy is an error
 * at once, and the store asks again.
 */
export function openSqlite(path: string, use: 'writing' | 'reading'): Sqlite {
  // Before SQLite has it open: whatever else this process closes the file with takes SQLite's locks away.
  if (path !== MEMORY && use === 'writing') keepToOurselves(path);
  const database = new DatabaseSync(path);
  try {
    database.exec('pragma journal_mode = wal');
    database.exec('pragma synchronous = full');
    database.exec(`pragma journal_size_limit = ${WAL_MOST_BYTES}`);
    database.exec('pragma foreign_keys = on');
    // Else a REPLACE deletes without the triggers that guard the audit.
    database.exec('pragma recursive_triggers = on');
    if (use === 'reading') database.exec('pragma query_only = on');
  } catch (error) {
    database.close();
    throw error;
  }
  return toSqlite(database, use);
}

/**
 * Opens a file that is there to read it, whoever else has it open; nothing is made or changed, beside it neither.
 * Undefined where there is none.
 */
export function openSqliteReadOnly(path: string): Sqlite | undefined {
  if (!existsSync(path)) return undefined;
  const file = pathToFileURL(path);
  // Nobody has it open: read so, SQLite leaves no files beside it, which might be another user's than the bot's.
  if (!existsSync(`${path}-wal`)) file.searchParams.set('immutable', '1');
  return toSqlite(new DatabaseSync(file, { readOnly: true }), 'reading');
}

/**
 * Opens a file that is there to try whether it can be written to; makes and sets nothing. Undefined where there is none.
 */
export function openSqliteToTry(path: string): Sqlite | undefined {
  return existsSync(path) ? toSqlite(new DatabaseSync(path), 'writing') : undefined;
}

function toSqlite(database: DatabaseSync, use: 'writing' | 'reading'): Sqlite {
  const version = database.prepare('pragma data_version');
  let flushing: Flushing | undefined;
  return {
    dialect: new SqliteDialect({ database: adapt(database, use, () => flushing?.committed()) }),
    dataVersion: () => Number(version.get()?.data_version),
    flushApart() {
      database.exec('pragma synchronous = normal');
      flushing = flushingOf(database.location() ?? '');
      return flushing;
    },
    close() {
      if (database.isOpen) database.close();
    },
  };
}

/** The file, what SQLite keeps beside it, and the folder if it has to be made: for this user alone, whatever the umask. */
function keepToOurselves(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // What SQLite makes later gets the file's own rights.
  closeSync(openSync(path, 'a', 0o600));
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found && (found.mode & 0o777) !== 0o600) chmodSync(file, 0o600);
  }
}

/** Far more statements than the store has; lists of IDs of different lengths make one each. */
const PREPARED_MOST = 500;

/** What changes nothing of what is kept, and what says how many rows it has changed. */
const CHANGES_NOTHING = /^(select|pragma|begin|commit|rollback)\b/;
const COUNTS_ROWS = /^(with|insert|update|delete|replace)\b/;

function adapt(database: DatabaseSync, use: 'writing' | 'reading', committed: () => void): SqliteDatabase {
  const prepared = createMemory<Prepared>(PREPARED_MOST);
  let hasChanged = false;
  /** Why SQLite has undone the open transaction by itself, as it does on a full disk. */
  let undone: { by: unknown } | undefined;
  const guarded = <T>(run: () => T): T => {
    // What followed would be committed by itself, or fail with words that hide the cause.
    if (undone) throw undone.by;
    const within = database.isTransaction;
    try {
      return run();
    } catch (error) {
      if (within && !database.isTransaction) undone = { by: error };
      throw error;
    }
  };
  const prepare = (sql: string): Prepared => {
    // A deferred begin would fail at its first write if another process wrote meanwhile, with the work half done.
    const statement = database.prepare(sql === 'begin' && use === 'writing' ? 'begin immediate' : sql);
    const changes = !CHANGES_NOTHING.test(sql);
    const countsRows = COUNTS_ROWS.test(sql);
    const ended = () => {
      if (sql === 'rollback') hasChanged = false;
      if (!hasChanged || database.isTransaction) return;
      hasChanged = false;
      committed();
    };
    return {
      reader: statement.columns().length > 0,
      all(values) {
        const rows = guarded(() => statement.all(...(values as SQLInputValue[])));
        hasChanged ||= changes && rows.length > 0;
        ended();
        return rows;
      },
      run(values) {
        const result = guarded(() => statement.run(...(values as SQLInputValue[])));
        hasChanged ||= changes && !(countsRows && Number(result.changes) === 0);
        ended();
        return result;
      },
      iterate: (values) => guarded(() => statement.iterate(...(values as SQLInputValue[]))),
    };
  };
  return {
    close: () => database.close(),
    prepare(sql) {
      if (sql === 'rollback' && undone) {
        undone = undefined;
        return NOTHING;
      }
      return prepared.of(sql, () => prepare(sql));
    },
  };
}

type Prepared = ReturnType<SqliteDatabase['prepare']>;

/** A rollback where nothing is left to be undone. */
const NOTHING: Prepared = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};
