import { type RawBuilder, sql } from 'kysely';
import type { Lease } from '../../interfaces/tables.ts';
import type { Context } from '../context.ts';
import type { Engine } from '../engine.ts';
import { among, type Prepared, prepared } from '../prepared.ts';
import type { Schema } from '../schema.ts';

type Table = keyof Schema & string;
type Rows = readonly Record<string, unknown>[];

/** Inserts rows of a table in their order, by one statement that is the same for any number of them. */
export function inserting(table: Table): (context: Context, rows: Rows) => Promise<void> {
  const insert = byColumns((names) =>
    prepared((db, { json }: { json: string }, engine) =>
      sql`insert into ${sql.table(table)} (${refs(names)}) select ${refs(names)} from ${given(engine, table, names, json)}`.compile(
        db,
      ),
    ),
  );
  return async (context, rows) => {
    if (rows.length > 0) await insert(rows)(context, { json: jsonOf(table, rows) });
  };
}

/**
 * Inserts one row, unless one is there already by this column, or by any; answers whether it did. On SQLite a statement
 * for any number of rows would look through all that may refer to them.
 */
export function insertingOne<T extends Table>(
  table: T,
  unless?: (keyof Schema[T] & string) | 'any',
): (context: Context, row: Rows[number]) => Promise<boolean> {
  const by = unless === undefined || unless === 'any' ? sql`` : sql` (${sql.ref(unless)})`;
  const conflict = unless === undefined ? sql`` : sql` on conflict${by} do nothing`;
  const insert = byColumns((names) =>
    prepared((db, row: Rows[number]) =>
      sql`insert into ${sql.table(table)} (${refs(names)}) values (${sql.join(names.map((name) => row[name]))})${conflict}`.compile(
        db,
      ),
    ),
  );
  return async (context, row) => (await insert([row])(context, row)).numAffectedRows === 1n;
}

/** As `inserting`, leaving out rows that are there already; answers these columns of those that were not. */
export function insertingNew<T>(
  table: Table,
  answered: readonly (keyof T & string)[],
): (context: Context, rows: Rows) => Promise<T[]> {
  const insert = byColumns((names) =>
    prepared((db, { json }: { json: string }, engine) =>
      // SQLite would take the conflict for a join's without a condition before it.
      sql<T>`insert into ${sql.table(table)} (${refs(names)}) select ${refs(names)}
        from ${given(engine, table, names, json)} where true on conflict do nothing returning ${refs(answered)}`.compile(
        db,
      ),
    ),
  );
  return async (context, rows) =>
    rows.length > 0 ? (await insert(rows)(context, { json: jsonOf(table, rows) })).rows : [];
}

/**
 * Sets all that is given of the rows with the same `key`; `guard` is what has to be true of each, which may compare it
 * with `given`. Under a lease only rows that it holds are written, and it is renewed or given back. Answers how many.
 */
export function updating(
  table: Table,
  { key, guard = sql<boolean>`1 = 1` }: { key: string; guard?: RawBuilder<boolean> },
): (context: Context, rows: Rows, lease?: Lease) => Promise<number> {
  const ref = (name: string) => sql.ref(`${table}.${name}`);
  const statement = (names: readonly string[], isLeased: boolean) =>
    prepared((db, { json, keys, token, until }: Update, engine) => {
      const settings = names
        .filter((name) => name !== key)
        .map((name) => sql`${sql.ref(name)} = ${sql.ref(`given.${name}`)}`);
      const renewed = isLeased ? [sql`lease_until = ${until}`] : [];
      const isMine = isLeased ? sql`${ref('lease_token')} = ${token}` : sql`1 = 1`;
      // Their keys are told besides, so that they are found by them whatever PostgreSQL expects of what is given.
      return sql`update ${sql.table(table)} set ${sql.join([...settings, ...renewed])}
        from ${given(engine, table, names, json)}
        where ${among(engine, `${table}.${key}`, keys)} and ${ref(key)} = ${sql.ref(`given.${key}`)} and ${guard} and ${isMine}`.compile(
        db,
      );
    });
  const held = byColumns((names) => statement(names, true));
  const free = byColumns((names) => statement(names, false));
  return async (context, rows, lease) => {
    if (rows.length === 0) return 0;
    const keys = rows.map((row) => String(row[key]));
    const { numAffectedRows = 0n } = await (lease ? held : free)(rows)(context, {
      json: jsonOf(table, rows),
      keys,
      token: lease?.token ?? 0,
      until: lease?.until ?? 0,
    });
    return Number(numAffectedRows);
  };
}

interface Update {
  json: string;
  keys: readonly string[];
  token: number;
  until: number;
}

/** One statement for rows with the same columns: callers have one or two such shapes. */
function byColumns<V, R>(make: (names: readonly string[]) => Prepared<V, R>): (rows: Rows) => Prepared<V, R> {
  const made = new Map<string, Prepared<V, R>>();
  return ([first = {}]) => {
    const names = Object.keys(first);
    const shape = names.join();
    const statement = made.get(shape) ?? make(names);
    made.set(shape, statement);
    return statement;
  };
}

function refs(names: readonly string[]): RawBuilder<unknown> {
  return sql.join(names.map((name) => sql.ref(name)));
}

/** Rows as a table, in one parameter: its columns have the types that the table's have. */
function given(engine: Engine, table: Table, names: readonly string[], json: string): RawBuilder<unknown> {
  if (engine === 'postgres')
    return sql`json_populate_recordset(null::${sql.table(table)}, ${json}::json) as given`;
  const columns = names.map((name) => sql`value ->> ${sql.lit(name)} as ${sql.ref(name)}`);
  return sql`(select ${sql.join(columns)} from json_each(${json})) as given`;
}

/** As both databases' text comes out: what is no character of Unicode becomes the one that says so. */
function jsonOf(table: Table, rows: Rows): string {
  return JSON.stringify(rows, (name, value: unknown) => {
    // JSON would make it null, which nobody meant.
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new RangeError(`${table}.${name} is not a number.`);
    return typeof value === 'string' ? value.toWellFormed() : value;
  });
}
