import { type RawBuilder, sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Schema } from '../schema.ts';

type Table = keyof Schema & string;
type Rows = readonly Record<string, unknown>[];

/** Inserts rows in this order, by one statement that is the same for any number of them. */
export async function insertAll({ db, engine }: Context, table: Table, rows: Rows): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) return;
  const columns = sql.join(names.map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from ${given(engine, table, rows)}`.execute(
    db,
  );
}

/** The same, leaving out rows that are there already; answers these columns of those that were not. */
export async function insertNew<T>(
  { db, engine }: Context,
  table: Table,
  rows: Rows,
  answered: readonly (keyof T & string)[],
): Promise<T[]> {
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) return [];
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const answer = sql.join(answered.map((name) => sql.ref(name)));
  // SQLite would take the conflict for a join's without a condition before it.
  const { rows: added } = await sql<T>`insert into ${sql.table(table)} (${columns}) select ${columns}
    from ${given(engine, table, rows)} where true on conflict do nothing returning ${answer}`.execute(db);
  return added;
}

/**
 * Sets all that is given of the rows with the same `key`, as `insertAll` inserts; `and` are more settings, `where` is
 * what has to be true of each row, which may compare it with `given`. Answers how many rows that were.
 */
export async function updateAll(
  { db, engine }: Context,
  table: Table,
  rows: Rows,
  {
    key,
    and = [],
    where = sql`1 = 1`,
  }: { key: string; and?: RawBuilder<unknown>[]; where?: RawBuilder<unknown> },
): Promise<number> {
  const names = Object.keys(rows[0] ?? {}).filter((name) => name !== key);
  if (names.length === 0) return 0;
  const settings = names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`given.${name}`)}`);
  const id = sql.ref(`${table}.${key}`);
  // Their keys are told besides, so that they are found by them whatever PostgreSQL expects of what is given.
  const { numAffectedRows = 0n } = await sql`update ${sql.table(table)} set ${sql.join([...settings, ...and])}
    from ${given(engine, table, rows)}
    where ${id} in (${sql.join(rows.map((row) => row[key]))}) and ${id} = ${sql.ref(`given.${key}`)} and ${where}`.execute(
    db,
  );
  return Number(numAffectedRows);
}

/** Rows as a table, in one parameter: its columns have the types that the table's have. */
function given(engine: Context['engine'], table: Table, rows: Rows): RawBuilder<unknown> {
  // As both databases' text comes out: what is no character of Unicode becomes the one that says so.
  const json = JSON.stringify(rows, (name, value: unknown) => {
    // JSON would make it null, which nobody meant.
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new RangeError(`${table}.${name} is not a number.`);
    return typeof value === 'string' ? value.toWellFormed() : value;
  });
  if (engine === 'postgres')
    return sql`json_populate_recordset(null::${sql.table(table)}, ${json}::json) as given`;
  const columns = Object.keys(rows[0] ?? {}).map(
    (name) => sql`value ->> ${sql.lit(name)} as ${sql.ref(name)}`,
  );
  return sql`(select ${sql.join(columns)} from json_each(${json})) as given`;
}
