import { CompiledQuery, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { UnfitStoreError } from '../../interfaces/errors.ts';
import type { Schema } from '../schema.ts';
import { type Row, selecting, type Table } from './table.ts';

/** Rows that are read from PostgreSQL at once; a letter or two among them may have megabytes. */
const FETCHED = 200;

type Tx = Transaction<Schema>;

/** Where a PostgreSQL store is, in words that tell no password: `host:port/database`, and its schema if it isn't public. */
export async function placeOf(tx: Tx, url: string): Promise<string> {
  const { host, port } = new pg.Client(url);
  const { rows } = await sql<{ database: string; schema: string | null; encoding: string }>`
    select current_database() as database, current_schema() as schema, current_setting('server_encoding') as encoding`.execute(
    tx,
  );
  const { database = '', schema = null, encoding } = rows[0] ?? {};
  const place = `${host}:${port}/${database}${schema === 'public' ? '' : ` (schema ${schema})`}`;
  if (encoding !== 'UTF8')
    throw new UnfitStoreError(
      `${place} keeps text as ${encoding}, which can't hold all that people type`,
      "Make a database with encoding 'UTF8'.",
    );
  return place;
}

/** The first of these tables in which something stands; but for what the schema itself puts there. */
export async function firstFilled(tx: Tx, tables: readonly Table[]): Promise<string | undefined> {
  for (const { name } of tables) {
    if (name === 'ordering_freeze') continue;
    const { rows } = await run(tx, `select 1 from "${name}" limit 1`);
    if (rows.length > 0) return name;
  }
  return undefined;
}

/** Inserts rows as they are, numbers that the database would give included. */
export async function insert(tx: Tx, { name, columns }: Table, rows: readonly Row[]): Promise<void> {
  const json = JSON.stringify(rows, (_, value: unknown) =>
    value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value,
  );
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  await run(
    tx,
    `insert into "${name}" (${names}) overriding system value
      select ${names} from json_populate_recordset(null::"${name}", $1::json)`,
    [json],
  );
}

/** All rows of a table, in the order of its key. */
export async function* rowsOf(tx: Tx, table: Table): AsyncGenerator<Row> {
  await run(tx, `declare moved no scroll cursor for ${selecting(table, ' collate "C"')}`);
  for (;;) {
    const { rows } = await run(tx, `fetch ${FETCHED} from moved`);
    yield* rows;
    if (rows.length < FETCHED) break;
  }
  await run(tx, 'close moved');
}

/** What older versions wrote may lack what the guards insist on today; nobody else is there meanwhile. */
export async function setGuards(
  tx: Tx,
  tables: readonly Table[],
  state: 'disable' | 'enable',
): Promise<void> {
  for (const { name } of tables) await run(tx, `alter table "${name}" ${state} trigger user`);
}

/** The next line gets a higher number than any that was ever given out. */
export async function setNumber(tx: Tx, { name, seq }: { name: string; seq: number }): Promise<void> {
  await run(tx, 'select setval(pg_get_serial_sequence($1, $2), $3)', [name, 'id', seq]);
}

/** Else its plans were made for empty tables, until it looks by itself. */
export async function analyze(tx: Tx, { name }: Table): Promise<void> {
  await run(tx, `analyze "${name}"`);
}

function run(tx: Tx, text: string, values: unknown[] = []) {
  return tx.executeQuery<Row>(CompiledQuery.raw(text, values));
}
