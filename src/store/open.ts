import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, sql, type Transaction } from 'kysely';
import { StoreUnavailableError } from '../interfaces/errors.ts';
import type { AuditHead, Store, Work } from '../interfaces/store.ts';
import type { Context } from './context.ts';
import type { Engine } from './engine.ts';
import { migrate } from './migrate.ts';
import { MIGRATION, postgresDialect } from './postgres.ts';
import type { DatabaseTls } from './postgres-tls.ts';
import type { Schema } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import { attempts } from './tables/attempts.ts';
import { audit } from './tables/audit.ts';
import { countPostgres, countSqlite } from './tables/counts.ts';
import { duties } from './tables/duties.ts';
import { files } from './tables/files.ts';
import { freeze } from './tables/freeze.ts';
import { houseAudit } from './tables/house-audit.ts';
import { lines } from './tables/lines.ts';
import { listings } from './tables/listings.ts';
import { orphans } from './tables/orphans.ts';
import { ports } from './tables/ports.ts';
import { processes } from './tables/processes.ts';
import { requests } from './tables/requests.ts';
import { surfaces } from './tables/surfaces.ts';
import { votes } from './tables/votes.ts';

/** How long a transaction keeps asking for a database that another process is writing to. */
const BUSY_FOR_MS = 2_000;
const BUSY_PAUSE_MS = 20;

export interface StoreOptions {
  /** `file:PATH` or `postgres://...`. */
  url: string;
  /** Epoch milliseconds, for tests; without it SQLite uses this process's clock and PostgreSQL the database's. */
  now?: (() => number) | undefined;
  /** For PostgreSQL beyond this machine; without it TLS is required. */
  tls?: DatabaseTls | undefined;
}

/** Opens the store and brings its schema up to date. Throws what the database says where it can't be used. */
export async function openStore({ url, now, tls = 'required' }: StoreOptions): Promise<Store> {
  const engine: Engine = url.startsWith('file:') ? 'sqlite' : 'postgres';
  const path = url.slice('file:'.length);
  const postgres = { url, tls };
  const dialect = () => (engine === 'sqlite' ? sqliteDialect(path) : postgresDialect(postgres));
  const db = await whileBusy(async () => new Kysely<Schema>({ dialect: dialect() }));
  const listeners: ((work: Work) => void)[] = [];
  const auditListeners: ((head: AuditHead) => void)[] = [];

  const clock = async (tx: Transaction<Schema>): Promise<number> => {
    if (now) return now();
    if (engine === 'sqlite') return Date.now();
    const { rows } = await sql<{
      now: number;
    }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(tx);
    return rows[0]?.now ?? Number.NaN;
  };

  // On PostgreSQL a migration has a connection of its own, since it may take longer than any click.
  const migrating =
    engine === 'sqlite' ? db : new Kysely<Schema>({ dialect: postgresDialect(postgres, MIGRATION) });
  try {
    await whileBusy(() => migrate(migrating, engine, now ? now() : Date.now()));
    if (migrating !== db) await migrating.destroy();
  } catch (error) {
    await Promise.all([...new Set([db, migrating])].map((one) => one.destroy()));
    throw error;
  }

  return {
    transaction(work, limitMs) {
      const left = new Set<Work>();
      const heads: AuditHead[] = [];
      const progress: Progress = { committing: false, over: false };
      const done = whileBusy(
        () =>
          db.transaction().execute(async (tx) => {
            if (progress.over) throw new StoreUnavailableError(undefined);
            left.clear();
            heads.length = 0;
            progress.committing = false;
            const context: Context = { db: tx, engine, now: await clock(tx), work: left, heads };
            const result = await work({
              now: context.now,
              ...requests(context),
              ...votes(context),
              ...attempts(context),
              ...ports(context),
              ...audit(context),
              ...houseAudit(context),
              ...surfaces(context),
              ...lines(context),
              ...files(context),
              ...orphans(context),
              ...duties(context),
              ...freeze(context),
              ...processes(context),
              ...listings(context),
            });
            if (progress.over) throw new StoreUnavailableError(undefined);
            progress.committing = true;
            return result;
          }),
        progress,
      ).then((result) => {
        for (const head of heads) for (const listener of auditListeners) listener(head);
        for (const kind of left) for (const listener of listeners) listener(kind);
        return result;
      });
      return limitMs === undefined ? done : within(limitMs, done, progress);
    },
    onWork: (listener) => {
      listeners.push(listener);
    },
    onAudit: (listener) => {
      auditListeners.push(listener);
    },
    counts: () => (engine === 'sqlite' ? countSqlite(path) : countPostgres(postgres)),
    close: () => db.destroy(),
  };
}

/** How far a transaction has come. */
interface Progress {
  /** Its work is done, and only COMMIT is left: an error of it may be an answer that was lost. */
  committing: boolean;
  /** Whoever wanted it has been told that it failed: it must not be committed any more. */
  over: boolean;
}

/**
 * Asks again while another process holds SQLite's lock, and where PostgreSQL broke a deadlock by undoing this
 * transaction: either way nothing of it has happened.
 */
async function whileBusy<T>(
  run: () => Promise<T>,
  progress: Progress = { committing: false, over: false },
): Promise<T> {
  const until = performance.now() + BUSY_FOR_MS;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!isBusy(error))
        throw isDatabaseError(error) ? new StoreUnavailableError(error, progress.committing) : error;
      if (progress.over || performance.now() > until) throw new StoreUnavailableError(error);
    }
    await wait(BUSY_PAUSE_MS);
  }
}

/** How long a commit that has begun may still take to be answered. */
const COMMIT_MS = 300;

/** Ends a transaction's wait at its limit, and with it the transaction, unless its commit has begun. */
async function within<T>(limitMs: number, done: Promise<T>, progress: Progress): Promise<T> {
  const stop = new AbortController();
  const limit = async (): Promise<never> => {
    await wait(limitMs, undefined, { signal: stop.signal });
    progress.over = true;
    if (progress.committing) await wait(COMMIT_MS, undefined, { signal: stop.signal });
    throw new StoreUnavailableError(undefined, progress.committing);
  };
  try {
    return await Promise.race([done, limit()]);
  } finally {
    stop.abort();
    done.catch(() => undefined);
  }
}

const SQLITE_BUSY = 5;
const SQLITE_CONSTRAINT = 19;
const DEADLOCK_DETECTED = '40P01';

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error) return (Number(error.errcode) & 0xff) === SQLITE_BUSY;
  return 'code' in error && error.code === DEADLOCK_DETECTED;
}

/** What pg says of a connection that broke or never came about; these errors carry no code. */
const CONNECTION_LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|The server does not support SSL|There was an error establishing an SSL)/;

/** The socket's and the resolver's codes, and what Node says of TLS and certificates. */
const SOCKET_CODE = /^E[A-Z]+(_AGAIN)?$|^ERR_(SSL|TLS)_|CERT|^UNABLE_TO_VERIFY/;

/** A write that the schema forbids: the database answered, and the mistake is in the code. */
function isRefusedWrite(error: Error): boolean {
  if ('errcode' in error) return (Number(error.errcode) & 0xff) === SQLITE_CONSTRAINT;
  return 'severity' in error && 'code' in error && /^(23|42|P0001)/.test(String(error.code));
}

/** node:sqlite's errors carry `errcode`; pg's a SQLSTATE, a code of the socket's, or only words. */
function isDatabaseError(error: unknown): boolean {
  if (!(error instanceof Error) || isRefusedWrite(error)) return false;
  if ('errcode' in error || 'severity' in error || CONNECTION_LOST.test(error.message)) return true;
  return 'code' in error && SOCKET_CODE.test(String(error.code));
}
