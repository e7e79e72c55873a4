import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { UnfitStoreError } from '../../interfaces/errors.ts';
import { isBusy } from '../database-errors.ts';
import { SCHEMA_VERSION } from '../migrate.ts';
import { endMark, type Mark, MOVED, putMark, readMark } from './mark.ts';
import { type Row, selecting, type Table, tablesIn } from './table.ts';

/** So long somebody who just looks is waited for. */
const BUSY_MS = 1_000;

/** The SQLite store that moves. Nobody else has it open, or can open it, until it is closed. */
export interface Source {
  mark: Mark | undefined;
  tables: readonly Table[];
  rows(table: Table): Iterable<Row>;
  count(table: Table): number;
  /** The highest numbers that were ever given out, by table. */
  numbers(): { name: string; seq: number }[];
  /** Whether bots refuse it. */
  isMarked(): boolean;
  /** On the disk when it comes back. */
  putMark(mark: Omit<Mark, 'done'>): void;
  endMark(): void;
  close(): void;
}

/**
 * Takes a store's file for this process alone. Throws UnfitStoreError where it isn't there or no store of this version,
 * or where another process has it open or said, `goneMs` before `now` or later, that it runs.
 */
export function openSource(path: string, { now, goneMs }: { now: number; goneMs: number }): Source {
  const url = `file:${path}`;
  if (!existsSync(path)) throw new UnfitStoreError(`${url} isn't there`, 'Check the path.');
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    takeAlone(database, url);
    const mark = readMark(database);
    checkVersion(database, url, mark);
    if (!mark) checkSilent(database, url, now - goneMs);
    return { mark, tables: tablesIn(database), ...using(database) };
  } catch (error) {
    database.close();
    throw error;
  }
}

function using(database: DatabaseSync): Omit<Source, 'mark' | 'tables'> {
  return {
    rows: (table) => withoutNul(database.prepare(selecting(table, '')).iterate() as Iterable<Row>),
    count: ({ name }) => Number(database.prepare(`select count(*) as n from "${name}"`).get()?.n),
    numbers: () => database.prepare('select name, seq from sqlite_sequence where seq > 0').all() as never,
    isMarked: () => readMark(database) !== undefined,
    putMark(mark) {
      database.exec('begin');
      putMark(database, mark);
      database.exec('commit');
    },
    endMark: () => endMark(database),
    close: () => database.close(),
  };
}

/** PostgreSQL's text can't hold one. */
function* withoutNul(rows: Iterable<Row>): Generator<Row> {
  for (const row of rows) {
    for (const [name, value] of Object.entries(row))
      if (typeof value === 'string') row[name] = value.replaceAll('\0', '\ufffd');
    yield row;
  }
}

/** In this mode a lock on the whole file stays with the connection, and is had only where no other has the file open. */
function takeAlone(database: DatabaseSync, url: string): void {
  try {
    database.exec('pragma locking_mode = exclusive');
    database.exec('pragma synchronous = full');
    database.exec('begin immediate; commit');
  } catch (error) {
    if (!isBusy(error)) throw error;
    throw new UnfitStoreError(
      `${url} is open in another process`,
      'Stop the bot, and whatever else reads it.',
      error,
    );
  }
}

function checkVersion(database: DatabaseSync, url: string, mark: Mark | undefined): void {
  const there = database.prepare("select 1 from sqlite_master where name = 'schema_versions'").get();
  if (!there) throw new UnfitStoreError(`${url} is no store of a bot`, 'Check the path.');
  const row = database
    .prepare('select max(version) as version from schema_versions where version < ?')
    .get(MOVED);
  const version = Number(row?.version ?? 0);
  // No bot starts on it any more, to bring it up to date.
  if (mark?.done === 0 && version !== SCHEMA_VERSION)
    throw new UnfitStoreError(
      `${url} is being moved to ${mark.place} by a version of the bot whose schema has version ${version}`,
      'Run `npm run migrate-store` of that version again: it finds out, and goes on there.',
    );
  if (version < SCHEMA_VERSION)
    throw new UnfitStoreError(
      `${url} has a schema of version ${version}, and this bot's is ${SCHEMA_VERSION}`,
      'Bring it up to date first: start this version of the bot on it, look that all is well, and stop it.',
    );
  if (version > SCHEMA_VERSION)
    throw new UnfitStoreError(
      `${url} has a schema of version ${version}, and this bot knows ${SCHEMA_VERSION}`,
      'Use the version of the bot that ran on it last.',
    );
}

/** Whoever runs on another machine can't be seen by the file's lock. */
function checkSilent(database: DatabaseSync, url: string, since: number): void {
  const row = database.prepare('select host, pid from processes where seen_at > ? limit 1').get(since);
  if (!row) return;
  throw new UnfitStoreError(
    `a bot that runs on ${url} (process ${row.pid} on ${row.host}) was there less than half a minute ago`,
    'Stop it; if it has died, wait half a minute.',
  );
}
