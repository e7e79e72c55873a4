import type { DatabaseSync } from 'node:sqlite';
import { type Kysely, sql } from 'kysely';
import { UnfitStoreError } from '../../interfaces/errors.ts';
import type { Schema } from '../schema.ts';

/** The version of the schema of a store that has moved: above all others, so that bots of every version refuse it. */
export const MOVED = 1_000_000;

/** What a SQLite store says of where it has moved to. */
export interface Mark {
  /** Of the move; the trail of the target names it too. */
  id: string;
  /** The target, in words that tell no password. */
  place: string;
  at: number;
  /** 0 from the moment in which the target may hold everything; 1 once it is known to. */
  done: number;
}

/** How a move ends or goes on. */
export const GO_ON = 'Run `npm run migrate-store` again: it finds out, and goes on there.';

/** What whoever opens a store that has moved is told. */
export async function movedError(db: Kysely<Schema>): Promise<UnfitStoreError> {
  const { rows } = await sql<Mark>`select * from moved_to`.execute(db);
  return toError(rows[0]);
}

function toError(mark: Mark | undefined): UnfitStoreError {
  if (!mark) return new UnfitStoreError('it has moved, and nobody knows where to', 'Ask whoever moved it.');
  if (mark.done === 0)
    return new UnfitStoreError(`it is being moved to ${mark.place}, and that hasn't ended`, GO_ON);
  return new UnfitStoreError(
    `it was moved to ${mark.place} at ${new Date(mark.at).toISOString()}`,
    'Set DATABASE_URL to that database.',
  );
}

/** The mark of a store; undefined where it hasn't moved. */
export function readMark(database: DatabaseSync): Mark | undefined {
  const there = database.prepare("select 1 from sqlite_master where name = 'moved_to'").get();
  return there && (database.prepare('select * from moved_to').get() as unknown as Mark);
}

/** From here on no bot starts on the store. */
export function putMark(database: DatabaseSync, { id, place, at }: Omit<Mark, 'done'>): void {
  database.exec(
    'create table moved_to (id text primary key, place text not null, at bigint not null, done integer not null)',
  );
  database.prepare('insert into moved_to (id, place, at, done) values (?, ?, ?, 0)').run(id, place, at);
  database.prepare('insert into schema_versions (version, applied_at) values (?, ?)').run(MOVED, at);
}

/** The target is known to hold everything. */
export function endMark(database: DatabaseSync): void {
  database.exec('update moved_to set done = 1');
}
