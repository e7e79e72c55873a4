import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { Engine } from './databases.ts';

type Row = Record<string, string | number | null>;

/** One connection to a database, for what the bench itself asks and fills in. */
export interface Sql {
  engine: Engine;
  run(sql: string): Promise<void>;
  all(sql: string): Promise<Row[]>;
  close(): Promise<void>;
}

/** Opens what a bot's DATABASE_URL names. */
export async function openSql(url: string): Promise<Sql> {
  if (url.startsWith('file:')) return openSqlite(url.slice('file:'.length));
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const client = new pg.Client({ connectionString: url, types });
  await client.connect();
  return {
    engine: 'postgres',
    async run(sql) {
      await client.query(sql);
    },
    all: async (sql) => (await client.query(sql)).rows,
    close: () => client.end(),
  };
}

function openSqlite(path: string): Sql {
  const database = new DatabaseSync(path, { timeout: 2_000 });
  return {
    engine: 'sqlite',
    run: async (sql) => database.exec(sql),
    all: async (sql) => database.prepare(sql).all() as Row[],
    close: async () => database.close(),
  };
}
