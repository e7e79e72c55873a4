import { once } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Counts } from '../../interfaces/store.ts';
import { COUNTING, type Postgres, postgresPool } from '../postgres.ts';

/** One statement, so that all is counted at one moment; a read, so that it waits for nobody and holds up nobody. */
const COUNT = `
  select 'requests' as what, status as name, count(*) as count from requests group by status
  union all select 'attempts', coalesce(outcome, 'open'), count(*) from attempts group by outcome
  union all select 'lines', 'waiting', count(*) from lines where state in ('waiting', 'sending')
  union all select 'lines', 'given_up', count(*) from lines where state = 'given_up'
  union all select 'strays', 'all', count(*) from strays
  union all select 'listings', account_id || '/' || region, at from listings`;

/** Stands beside this file, or beside the bundle that this file has become a part of. */
const THREAD = join(import.meta.dirname, `counts-thread${extname(import.meta.filename)}`);

interface Counted {
  what: string;
  name: string;
  count: number;
}

/** Counts in a thread of its own, since node:sqlite holds up whoever calls it, on a connection that can't write. */
export async function countSqlite(path: string): Promise<Counts> {
  const thread = new Worker(THREAD, { workerData: { path, statement: COUNT } });
  try {
    const [rows] = await once(thread, 'message', { signal: AbortSignal.timeout(COUNTING.query) });
    return toCounts(rows as Counted[]);
  } finally {
    await thread.terminate();
  }
}

/** Counts on a connection of its own, whose limits are not those of clicks. */
export async function countPostgres(postgres: Postgres): Promise<Counts> {
  const pool = postgresPool(postgres, COUNTING);
  try {
    return toCounts((await pool.query<Counted>(COUNT)).rows);
  } finally {
    await pool.end();
  }
}

function toCounts(rows: readonly Counted[]): Counts {
  const of = (what: string): Record<string, number> =>
    Object.fromEntries(rows.filter((row) => row.what === what).map(({ name, count }) => [name, count]));
  const { waiting = 0, given_up: linesGivenUp = 0 } = of('lines');
  return {
    requests: of('requests'),
    attempts: of('attempts'),
    linesWaiting: waiting,
    linesGivenUp,
    strays: of('strays').all ?? 0,
    listings: Object.entries(of('listings')).map(([name, at]) => {
      const [accountId = '', region = ''] = name.split('/');
      return { accountId, region, at };
    }),
  };
}
