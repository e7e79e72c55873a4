import { sql } from 'kysely';
import { FOLLOWING } from '../../domain/port/following.ts';
import { statusesWhere } from '../../domain/request/status.ts';
import type { Snapshot, Work } from '../../interfaces/store.ts';
import type { Context } from '../context.ts';
import {
  dutyAt,
  LEASE_MOST_MS,
  mayTake,
  PAUSE_MOST_MS,
  TELLING_PAUSE_MOST_MS,
  WAITING_MOST_MS,
} from './due.ts';
import { isCurrent } from './outgrown.ts';

/** Everything that waits for a worker, in one statement: the earliest of each kind, as a duration from the store's now. */
export function dueWithin(context: Context): Snapshot['dueWithin'] {
  const { db, now } = context;
  return async (ms, only) => {
    const by = now + ms;
    const of = (worker: Work) => sql.join(statusesWhere(({ work }) => work === worker));
    // A time, or a lease, that reaches further ahead than any was set before the clock went back: it is over.
    const over = (column: string, most: number) =>
      sql`case when ${sql.ref(column)} > ${now + most} then 0 else ${sql.ref(column)} end`;
    const at = (most: number) =>
      sql`min(case when ${over('lease_until', LEASE_MOST_MS)} > ${over('due_at', most)}
        then ${over('lease_until', LEASE_MOST_MS)} else ${over('due_at', most)} end)`;
    const near = (most: number) => sql`(due_at <= ${by} or due_at > ${now + most})`;
    const { rows } = await sql<{ kind: Work; at: number | null }>`select kind, at from (
      select 'place' as kind, ${at(PAUSE_MOST_MS)} as at from requests
        where status in (${of('place')}) and ${near(PAUSE_MOST_MS)} and ${mayTake(only)}
      union all select 'reconcile', ${at(PAUSE_MOST_MS)} from requests
        where status in (${of('reconcile')}) and ${near(PAUSE_MOST_MS)}
      union all select 'tend', ${at(WAITING_MOST_MS)} from requests
        where status in (${of('tend')}) and ${near(WAITING_MOST_MS)}
      union all select 'deliver', ${at(TELLING_PAUSE_MOST_MS)} from surfaces where ${near(TELLING_PAUSE_MOST_MS)}
      union all select 'port', ${at(WAITING_MOST_MS)} from ports where ${near(WAITING_MOST_MS)}
      union all select 'loa', ${at(WAITING_MOST_MS)} from loa_wishes where ${near(WAITING_MOST_MS)}
      union all select 'home', ${at(WAITING_MOST_MS)} from homes where ${near(WAITING_MOST_MS)}
      union all select 'follow', min(${dutyAt(now)}) from duties
        where name like ${`${FOLLOWING}%`} and ${dutyAt(now)} <= ${by}
      ) as earliest where ${isCurrent(context)}`.execute(db);
    const due: Partial<Record<Work, number>> = {};
    for (const { kind, at } of rows) if (at !== null && at <= by) due[kind] = Math.max(Number(at) - now, 0);
    return due;
  };
}
