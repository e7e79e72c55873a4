import { CompiledQuery, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type DatabaseTls, tlsFor } from './postgres-tls.ts';

const INT8 = 20;

/** How many connections, and how long, in milliseconds, something may take on one of them. */
interface Limits {
  max: number;
  lock: number;
  statement: number;
  /** Also ends a server that says nothing. */
  query: number;
}

/** Below Slack's three seconds: whoever clicked has to get an answer. */
const CONNECT_MS = 1_000;
/** The lock's is longer than PostgreSQL's deadlock_timeout of a second: a deadlock is then found as one, and tried again. */
const CLICKS: Limits = { max: 10, lock: 1_300, statement: 1_500, query: 2_000 };
/** An index on millions of rows, or another process that is making it. */
export const MIGRATION: Limits = { max: 1, lock: 600_000, statement: 600_000, query: 600_000 };
/** Whole tables, for a scraper. */
export const COUNTING: Limits = { max: 1, lock: 10_000, statement: 10_000, query: 12_000 };
/** A tool, which nobody's click waits for. */
export const READING: Limits = { max: 1, lock: 10_000, statement: 30_000, query: 32_000 };

/** Where the database is. */
export interface Postgres {
  url: string;
  tls: DatabaseTls;
}

/** Kysely's dialect over pg. */
export function postgresDialect(postgres: Postgres, limits = CLICKS): PostgresDialect {
  return new PostgresDialect({ pool: postgresPool(postgres, limits) });
}

/** The same where nothing may be written, whatever the URL says. */
export function postgresReadOnly(postgres: Postgres): PostgresDialect {
  return new PostgresDialect({
    pool: postgresPool(postgres, READING),
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('set default_transaction_read_only = on'));
    },
  });
}

/** pg's pool. Every int8 here is a time or a counter, far below 2^53. Throws UnencryptedError. */
export function postgresPool({ url, tls }: Postgres, limits: Limits): pg.Pool {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    ...tlsFor(url, tls),
    types,
    max: limits.max,
    connectionTimeoutMillis: CONNECT_MS,
    lock_timeout: limits.lock,
    statement_timeout: limits.statement,
    query_timeout: limits.query,
  });
  // A connection that breaks is replaced at the next use, and whoever was using it gets the error from their query.
  // Without a listener it would end the process: the pool's for idle connections, one each for those in use.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
