import { Kysely, type KyselyConfig, sql } from 'kysely';
import { afterAll, afterEach, expect, test } from 'vitest';
import { among, prepared } from '../../src/store/prepared.ts';
import type { Schema } from '../../src/store/schema.ts';
import { MEMORY, openSqlite } from '../../src/store/sqlite.ts';

const statements: string[] = [];
const sqlite = openSqlite(MEMORY, 'writing');
const config: KyselyConfig = { dialect: sqlite.dialect, log: ({ query }) => void statements.push(query.sql) };
const context = { db: new Kysely<Schema>(config), engine: 'sqlite' } as const;

afterEach(() => statements.splice(0));
afterAll(sqlite.close);

test('is made once, and runs with the values of each time', async () => {
  let made = 0;
  const sum = prepared((at, { a, b }: { a: number; b: number }) => {
    made += 1;
    return sql<{ sum: number }>`select ${a} + ${b} + ${a} as sum`.compile(at);
  });
  expect((await sum(context, { a: 1, b: 2 })).rows).toEqual([{ sum: 4 }]);
  expect((await sum(context, { b: 20, a: 10 })).rows).toEqual([{ sum: 40 }]);
  expect(made).toBe(1);
  expect(new Set(statements).size).toBe(1);
});

test('has one text for lists of any length', async () => {
  const count = prepared((at, { ids }: { ids: readonly string[] }, engine) =>
    sql<{ count: number }>`
      select count(*) as count from (select 'a' as id union all select 'b' union all select 'c\ufffd') where ${among(engine, 'id', ids)}`.compile(
      at,
    ),
  );
  for (const [ids, found] of [
    [[], 0],
    [['a'], 1],
    [['a', 'b', `'"`], 2],
    [['\ufffd', 'c\ud800'], 1],
  ] as const)
    expect((await count(context, { ids })).rows).toEqual([{ count: found }]);
  expect(new Set(statements).size).toBe(1);
});

test('refuses to be made of a value that it does not know yet', () => {
  const later = prepared((at, { now }: { now: number }) => sql`select ${now + 1}`.compile(at));
  expect(() => later(context, { now: 1 })).toThrow(/made with the value of now/);
});
