import type { Sql } from './sql.ts';

/** What to run before and after a fill, so that it goes fast: indexes and triggers are left out meanwhile. */
export interface Secondary {
  before: string;
  after: string;
}

export function secondary(sql: Sql): Promise<Secondary> {
  return sql.engine === 'sqlite' ? onSqlite(sql) : onPostgres(sql);
}

async function onSqlite(sql: Sql): Promise<Secondary> {
  const rows = await sql.all(
    "select type, name, sql from sqlite_master where type in ('index', 'trigger') and sql is not null",
  );
  return {
    before: [
      'pragma foreign_keys = off',
      'pragma synchronous = off',
      'pragma cache_size = -1000000',
      ...rows.map(({ type, name }) => `drop ${type} "${name}"`),
    ].join(';'),
    after: [...rows.map((row) => row.sql), 'drop table lives', 'pragma wal_checkpoint(truncate)'].join(';'),
  };
}

async function onPostgres(sql: Sql): Promise<Secondary> {
  const rows = await sql.all(
    `select indexname, indexdef from pg_indexes where schemaname = 'public'
      and indexname not in (select conname from pg_constraint)`,
  );
  return {
    before: [
      // No triggers and no foreign keys for this connection.
      "set session_replication_role = 'replica'",
      'set synchronous_commit = off',
      "set work_mem = '256MB'",
      "set maintenance_work_mem = '1GB'",
      ...rows.map(({ indexname }) => `drop index "${indexname}"`),
    ].join(';'),
    after: [...rows.map(({ indexdef }) => indexdef), 'drop table lives'].join(';'),
  };
}
