import { type Kysely, sql, type Transaction } from 'kysely';
import type { AuditEntry, AuditHead, HouseEntry } from '../domain/audit.ts';
import type { Measured } from '../interfaces/meter.ts';
import type { Due } from '../interfaces/store.ts';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';

/** One transaction: its handle (the outer one would hang on SQLite), its time, and the work and trails it leaves behind. */
export interface Context {
  db: Transaction<Schema>;
  engine: Engine;
  now: number;
  /** The version of the schema that this process writes. */
  version: number;
  /** What it leaves to do, in order. */
  work: Due[];
  /** What it has added to trails: where each stands, and what it is. */
  added: { head: AuditHead; entry: AuditEntry | HouseEntry }[];
  /** What is to be counted once it has committed. */
  measured: Measured[];
}

/** The store's clock, in epoch milliseconds: `now`, or the engine's own. */
export function clockOf(
  engine: Engine,
  now: (() => number) | undefined,
): (tx: Kysely<Schema>) => Promise<number> {
  return async (tx) => {
    if (now) return now();
    if (engine === 'sqlite') return Date.now();
    const { rows } = await sql<{
      now: number;
    }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(tx);
    return rows[0]?.now ?? Number.NaN;
  };
}

/** What transactions begin with; `now` in epoch milliseconds, or the engine's own clock. */
export function contextsOf(
  engine: Engine,
  now: (() => number) | undefined,
  version: number,
): (tx: Transaction<Schema>) => Promise<Context> {
  const clock = clockOf(engine, now);
  return async (tx) => ({ db: tx, engine, now: await clock(tx), version, work: [], added: [], measured: [] });
}
