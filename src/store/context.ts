import type { Transaction } from 'kysely';
import type { AuditHead } from '../domain/audit.ts';
import type { Due } from '../interfaces/store.ts';
import type { Engine } from './engine.ts';
import type { Schema } from './schema.ts';

/** One transaction: its handle (the outer one would hang on SQLite), its time, and the work and trails it leaves behind. */
export interface Context {
  db: Transaction<Schema>;
  engine: Engine;
  now: number;
  /** What it leaves to do, in order. */
  work: Due[];
  heads: AuditHead[];
}
