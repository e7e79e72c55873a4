import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';
import { isFree } from './due.ts';
import { isCurrent } from './outgrown.ts';

/** The tables whose rows workers take under a lease, and what each names its rows by. */
const KEYS = {
  requests: 'id',
  ports: 'request_id',
  homes: 'user_id',
  // The open one of a request: none else is due.
  loa_wishes: 'request_id',
} as const satisfies Partial<Record<keyof Schema, string>>;

/**
 * Takes the first row of a table of which all of `guards` hold and that nobody else holds, for so many milliseconds, under
 * the next token; undefined where there is none. Who takes one on PostgreSQL waits for nobody.
 */
export async function claimFirst<T extends keyof typeof KEYS>(
  context: Context,
  table: T,
  guards: readonly RawBuilder<boolean>[],
  leaseMs: number,
): Promise<Selectable<Schema[T]> | undefined> {
  const { db, engine, now } = context;
  const key = sql.ref(KEYS[table]);
  const mayTake = sql.join([...guards, isFree(now), isCurrent(context)], sql` and `);
  const alone = engine === 'postgres' ? sql` for update skip locked` : sql``;
  const first = await sql<{
    key: string;
  }>`select ${key} as key from ${sql.table(table)} where ${mayTake} order by due_at limit 1${alone}`.execute(
    db,
  );
  const [found] = first.rows;
  if (!found) return undefined;
  // The guards are repeated: at READ COMMITTED the row may have changed since it was picked.
  const taken = await sql<
    Selectable<Schema[T]>
  >`update ${sql.table(table)} set lease_token = lease_token + 1, lease_until = ${now + leaseMs} where ${key} = ${found.key} and ${mayTake} returning *`.execute(
    db,
  );
  return taken.rows[0];
}
