import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Context } from '../context.ts';
import { prepared } from '../prepared.ts';
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
export function claiming<T extends keyof typeof KEYS>(
  table: T,
  guards: (now: number) => readonly RawBuilder<boolean>[],
): (context: Context, leaseMs: number) => Promise<Selectable<Schema[T]> | undefined> {
  const key = sql.ref(KEYS[table]);
  const mayTake = ({ now, version }: Moment) =>
    sql.join([...guards(now), isFree(now), isCurrent({ version })], sql` and `);
  const first = prepared((db, moment: Moment, engine) => {
    const alone = engine === 'postgres' ? sql` for update skip locked` : sql``;
    return sql<{
      key: string;
    }>`select ${key} as key from ${sql.table(table)} where ${mayTake(moment)} order by due_at limit 1${alone}`.compile(
      db,
    );
  });
  // The guards are repeated: at READ COMMITTED the row may have changed since it was picked.
  const take = prepared((db, moment: Moment & { found: string; until: number }) =>
    sql<
      Selectable<Schema[T]>
    >`update ${sql.table(table)} set lease_token = lease_token + 1, lease_until = ${moment.until} where ${key} = ${moment.found} and ${mayTake(moment)} returning *`.compile(
      db,
    ),
  );
  return async (context, leaseMs) => {
    const { now, version } = context;
    const [found] = (await first(context, { now, version })).rows;
    if (!found) return undefined;
    const values = { now, version, found: found.key, until: now + leaseMs };
    return (await take(context, values)).rows[0];
  };
}

/** When it is, and what this process knows of the schema. */
type Moment = Pick<Context, 'now' | 'version'>;
