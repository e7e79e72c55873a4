import type { DatabaseSync } from 'node:sqlite';

/** A value as both engines give it. */
type Value = string | number | null | Uint8Array;

/** A row, by its columns' names. */
export type Row = Record<string, Value>;

/** A table of the store, as it is found there. */
export interface Table {
  name: string;
  columns: readonly { name: string; isText: boolean }[];
  /** The columns of its primary key, in the key's order. */
  key: readonly string[];
}

/** What belongs to one database alone: when its schema was brought up to date, and where it has moved. */
const OF_THE_DATABASE = ['schema_versions', 'moved_to'];

/** All tables of a SQLite store, each after those that it refers to. */
export function tablesIn(database: DatabaseSync): Table[] {
  const rows = database
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name")
    .all();
  let left = rows.map(({ name }) => String(name)).filter((name) => !OF_THE_DATABASE.includes(name));
  const tables: Table[] = [];
  while (left.length > 0) {
    const free = left.filter((name) => !refersTo(database, name).some((other) => left.includes(other)));
    if (free.length === 0) throw new TypeError(`These tables refer to each other: ${left.join(', ')}.`);
    tables.push(...free.map((name) => tableOf(database, name)));
    left = left.filter((name) => !free.includes(name));
  }
  return tables;
}

/** Reads all rows in the order of the key, by bytes: the one order that both engines have. */
export function selecting({ name, columns, key }: Table, collation: string): string {
  const order = key.map((column) => {
    const isText = columns.some((one) => one.name === column && one.isText);
    return `"${column}"${isText ? collation : ''}`;
  });
  return `select ${columns.map((column) => `"${column.name}"`).join(', ')} from "${name}" order by ${order.join(', ')}`;
}

function refersTo(database: DatabaseSync, name: string): string[] {
  const rows = database.prepare('select "table" from pragma_foreign_key_list(?)').all(name);
  return rows.map(({ table }) => String(table)).filter((other) => other !== name);
}

function tableOf(database: DatabaseSync, name: string): Table {
  const rows = database.prepare('select name, type, pk from pragma_table_info(?) order by pk').all(name);
  const key = rows.filter(({ pk }) => Number(pk) > 0).map((row) => String(row.name));
  if (key.length === 0) throw new TypeError(`${name} has no primary key.`);
  return {
    name,
    columns: rows.map((row) => ({
      name: String(row.name),
      isText: String(row.type).toLowerCase() === 'text',
    })),
    key,
  };
}
