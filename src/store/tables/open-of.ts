import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { prepared } from '../prepared.ts';
import { IS_OPEN, OPEN } from './open.ts';

/**
 * By the index of open requests, which SQLite has to be told: the one of all that somebody has ever asked for looks as
 * good to it.
 */
const countOpen = prepared((db, { userId }: { userId: string }, engine) => {
  const byOpen = engine === 'sqlite' ? sql`indexed by requests_open_by_requester` : sql``;
  return sql<{ count: number }>`select count(*) as count from requests ${byOpen}
    where requester_id = ${userId} and status in (${sql.join(OPEN)}) and ${IS_OPEN}`.compile(db);
});

/** How many open requests somebody has. */
export async function countOpenOf(context: Context, userId: string): Promise<number> {
  const [row] = (await countOpen(context, { userId })).rows;
  return Number(row?.count);
}
