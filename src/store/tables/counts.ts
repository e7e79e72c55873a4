import { once } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Counts } from '../../interfaces/store.ts';
import { COUNTING, type Postgres, postgresPool } from '../postgres.ts';

/** One statement, so that all is counted at one moment; a read, so that it waits for nobody and holds up nobody. */
const COUNT = `
  select 'requests' as what, status as name, count(*) as count from requests group by status
  union all select 'attempts', coalesce(outcome, 'open'), count(*) from attempts group by outcome
  union all select 'ports', account_id || '/' || region || '/' || state, count(*) from ports
    where state <> 'deleted' group by account_id, region, state
  union all select 'lines', 'waiting', count(*) from lines where state in ('waiting', 'sending')
  union all select 'lines', 'oldest', min(created_at) from lines where state <> 'sent' and state <> 'given_up'
  union all select 'lines', 'given_up', count(*) from lines where state = 'given_up'
  union all select 'strays', 'all', count(*) from strays
  union all select 'frozen', 'at', at from ordering_freeze where frozen = 1
  union all select 'listings', account_id || '/' || region, at from listings`;

/** Stands beside this file, or beside the bundle that this file has become a part of. */
const THREAD = join(import.meta.dirname, `counts-thread${extname(import.meta.filename)}`);

interface Counted {
  what: string;
  name: string;
  count: number | null;
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
  const of = (what: string): [name: string, count: number][] =>
    rows.flatMap((row) => (row.what === what && row.count !== null ? [[row.name, row.count]] : []));
  const { waiting = 0, oldest = null, given_up: linesGivenUp = 0 } = Object.fromEntries<number>(of('lines'));
  const { at: frozenAt = null } = Object.fromEntries<number>(of('frozen'));
  const { all: strays = 0 } = Object.fromEntries<number>(of('strays'));
  return {
    requests: Object.fromEntries(of('requests')),
    attempts: Object.fromEntries(of('attempts')),
    ports: of('ports').map(([name, count]) => {
      const [account = '', region = '', state = ''] = name.split('/');
      return { account, region, state, count };
    }),
    linesWaiting: waiting,
    oldestLineAt: oldest,
    linesGivenUp,
    strays,
    frozenAt,
    listings: of('listings').map(([name, at]) => {
      const [accountId = '', region = ''] = name.split('/');
      return { accountId, region, at };
    }),
  };
}
