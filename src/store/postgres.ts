import { PostgresDialect } from 'kysely';
import pg from 'pg';

const INT8 = 20;

/** Below Slack's three seconds: whoever clicked has to get an answer. The last one also ends a silent server. */
const CONNECT_MS = 1_000;
/** Longer than PostgreSQL's deadlock_timeout of a second: a deadlock is then found as one, and tried again. */
const LOCK_MS = 1_300;
const STATEMENT_MS = 1_500;
const QUERY_MS = 2_000;

/** Kysely's dialect over pg. Every int8 here is a time or a counter, far below 2^53. */
export function postgresDialect(url: string): PostgresDialect {
  const types = new pg.TypeOverrides();
  types.setTypeParser(INT8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 10,
    connectionTimeoutMillis: CONNECT_MS,
    lock_timeout: LOCK_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: QUERY_MS,
  });
  // A connection that breaks is replaced at the next use, and whoever was using it gets the error from their query.
  // Without a listener it would end the process: the pool's for idle connections, one each for those in use.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}
