import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { type Moved, moveStore } from '../../../src/store/moving/move-store.ts';
import { openReadOnly } from '../../../src/store/open-read-only.ts';
import { asBefore } from '../support/as-before.ts';
import { START, type TestDatabase, useDatabase } from '../support/database.ts';
import { growUp, MANY } from '../support/grown-up.ts';
import { addAll, aRequest } from '../support/samples.ts';

const from = useDatabase('sqlite');
const to = useDatabase('postgres');
const path = () => from.url.slice('file:'.length);

/** Long after all that the file says of processes. */
const LATER = START + 60_000;

const move = (told: string[] = [], target: TestDatabase = to): Promise<Moved> =>
  moveStore({
    from: path(),
    to: { url: target.url, tls: 'required' },
    goneMs: 30_000,
    now: () => LATER,
    tell: (line) => told.push(line),
  });

const tablesOf = async () => {
  const rows = await from.sql(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite%'",
  );
  return rows
    .map(({ name }) => String(name))
    .filter((name) => !['schema_versions', 'moved_to'].includes(name));
};

/** All rows of a table in an order of their own, by what a program sees of them. */
async function contents(database: TestDatabase, table: string): Promise<string[]> {
  const rows = await database.sql(`select * from "${table}"`);
  return rows
    .map((row) =>
      JSON.stringify(
        Object.entries(row)
          .map(([name, value]) => [
            name,
            value instanceof Uint8Array
              ? Buffer.from(value).toString('base64')
              : value === null
                ? null
                : String(value),
          ])
          .sort(),
      ),
    )
    .sort();
}

async function isEmpty(): Promise<boolean> {
  const tables = await to.sql('select tablename from pg_tables where schemaname = current_schema()');
  return tables.length === 0;
}

test('everything arrives as it was: each table, awkward text, bytes, what older versions wrote', async () => {
  await (await growUp(from, MANY)).close();
  const before = new Map<string, string[]>();
  for (const table of await tablesOf()) before.set(table, await contents(from, table));
  expect([...before].filter(([, rows]) => rows.length === 0)).toEqual([]);
  const told: string[] = [];
  expect(await move(told)).toMatchObject({ kind: 'moved' });
  for (const [table, rows] of before) {
    const arrived = await contents(to, table);
    if (table === 'house_audit') expect(arrived.filter((row) => !row.includes('store_moved'))).toEqual(rows);
    else expect(arrived, table).toEqual(rows);
  }
  const [{ chains } = {}] = await from.sql('select count(distinct request_id) + 1 as chains from audit');
  expect(told).toContain(`audit: ${chains} chains hold`);
  expect(told).toContain(`requests: 500 of ${before.get('requests')?.length} rows copied`);
});

test('what is there goes on: numbers, guards, and the trail, which names the move', async () => {
  await (await growUp(from)).close();
  const highest = Number((await from.sql("select seq from sqlite_sequence where name = 'lines'"))[0]?.seq);
  await move();
  const store = await to.open();
  const line = { kind: 'resubmitted', revision: 3 } as const;
  await store.transaction((tx) => tx.outbox.add([{ requestId: 'ic-00', destination: 'dm', line }]));
  expect(await to.sql('select max(id)::int as id from lines')).toEqual([{ id: highest + 1 }]);
  await expect(to.sql("update audit set event = 'x'")).rejects.toThrow('append-only');
  await expect(to.sql('delete from house_audit')).rejects.toThrow('append-only');
  await expect(
    to.sql(
      'insert into attempts select request_id, 99, account_id, region, endpoint, lease_token, committed_at, deadline_at, same_name_ids from attempts limit 1',
    ),
  ).rejects.toThrow('has to say what it sends');
  // Other tests have schemas of their own in this database.
  const off = `select tgname from pg_trigger join pg_class on pg_class.oid = tgrelid
    where not tgisinternal and tgenabled <> 'O' and relnamespace = current_schema()::regnamespace`;
  expect(await to.sql(off)).toEqual([]);
  const trail = await store.read((at) => at.house.trail());
  expect(trail.at(-1)).toMatchObject({ event: 'store_moved', seq: trail.length });
});

test('no bot starts on the file any more, and no tool reads it, whatever its version: each says where it is', async () => {
  await (await growUp(from)).close();
  const { place } = await move();
  expect(place).toMatch(/^127\.0\.0\.1:\d+\/postgres \(schema test_\w+\)$/);
  await expect(from.open()).rejects.toMatchObject({
    code: 'UNFIT_STORE',
    message: `it was moved to ${place} at ${new Date(LATER).toISOString()}`,
    todo: 'Set DATABASE_URL to that database.',
  });
  await expect(openReadOnly({ url: from.url })).rejects.toThrow(`it was moved to ${place}`);
  // As a bot sees it that knows nothing of moves.
  const [row] = await from.sql('select max(version) as version from schema_versions');
  expect(Number(row?.version)).toBeGreaterThan(999);
});

test('a move that is over is over: again to the same place nothing happens, and another place is refused', async () => {
  await (await growUp(from)).close();
  const { place } = await move();
  const store = await to.open();
  await addAll(store, [aRequest('ic-later')]);
  expect(await move()).toEqual({ kind: 'there', place });
  expect(await store.read((at) => at.requests.read('ic-later'))).toMatchObject({ id: 'ic-later' });
  await to.sql('create schema other');
  const url = new URL(to.url);
  url.searchParams.set('options', '-c search_path=other');
  try {
    await expect(move([], { ...to, url: url.href })).rejects.toThrow(`it was moved to ${place}`);
  } finally {
    await to.sql('drop schema other cascade');
  }
});

test('a file that somebody has open is refused: a bot that stands still, too', async () => {
  await (await growUp(from)).close();
  const bot = await from.open();
  await expect(move()).rejects.toMatchObject({
    message: `${from.url} is open in another process`,
    todo: 'Stop the bot, and whatever else reads it.',
  });
  expect(await isEmpty()).toBe(true);
  await bot.close();
  expect(await move()).toMatchObject({ kind: 'moved' });
});

test('while it is moved nobody can open it', async () => {
  await (await growUp(from)).close();
  const opened: unknown[] = [];
  const tell = () => {
    if (opened.length > 0) return;
    const other = new DatabaseSync(path());
    try {
      opened.push(other.prepare('select count(*) from requests').get());
    } catch (error) {
      opened.push(error);
    } finally {
      other.close();
    }
  };
  await moveStore({ from: path(), to: { url: to.url, tls: 'required' }, goneMs: 0, now: () => LATER, tell });
  expect(opened).toMatchObject([{ errcode: 5 }]);
});

test('a bot elsewhere that was heard of just now is named', async () => {
  const bot = await growUp(from);
  from.clock.now = LATER - 29_999;
  const presence = {
    id: 'p-2',
    host: 'there',
    pid: 42,
    rulesHash: 'r',
    frozen: false,
    dryRun: false,
    connections: 1,
  };
  await bot.transaction((tx) => tx.processes.put(presence));
  await bot.close();
  await expect(move()).rejects.toThrow('(process 42 on there) was there less than half a minute ago');
  expect(await isEmpty()).toBe(true);
});

test('a target that is in use is refused, and left as it is', async () => {
  await (await growUp(from)).close();
  const other = await to.open();
  await addAll(other, [aRequest('ic-theirs')]);
  await expect(move()).rejects.toThrow("isn't empty: something stands in requests");
  expect(await other.read((at) => at.requests.countOpen())).toBe(1);
  // And the file stays a bot's.
  expect(await (await from.open()).read((at) => at.requests.read('ic-00'))).toBeDefined();
});

test('a target whose schema was made before is taken', async () => {
  await (await growUp(from)).close();
  await (await to.open()).close();
  expect(await move()).toMatchObject({ kind: 'moved' });
});

test.each([
  ['older', 14, "has a schema of version 14, and this bot's is"],
  ['none of a bot', 0, 'is no store of a bot'],
])('a file that is %s is refused, and nothing is changed in it', async (_, version, message) => {
  if (version > 0) await asBefore('sqlite', from.url, version);
  else await from.sql('create table other (a)');
  const before = await from.sql('select name, sql from sqlite_master');
  await expect(move()).rejects.toThrow(message);
  expect(await from.sql('select name, sql from sqlite_master')).toEqual(before);
  expect(await isEmpty()).toBe(true);
});

test('a move that another version has begun is left to that version', async () => {
  await asBefore('sqlite', from.url, 14);
  await from.sql('create table moved_to (id text primary key, place text, at bigint, done integer)');
  await from.sql("insert into moved_to values ('m-1', 'db:5432/bot', 1, 0)");
  await from.sql('insert into schema_versions (version, applied_at) values (1000000, 1)');
  await expect(move()).rejects.toMatchObject({
    message: `${from.url} is being moved to db:5432/bot by a version of the bot whose schema has version 14`,
    todo: expect.stringContaining('of that version again'),
  });
  expect(await isEmpty()).toBe(true);
});

test('a trail that was altered is not moved', async () => {
  await (await growUp(from)).close();
  const [{ sql } = {}] = await from.sql("select sql from sqlite_master where name = 'audit_no_update'");
  await from.sql('drop trigger audit_no_update');
  await from.sql(`update audit set actor_id = 'U0EVE' where request_id = 'ic-1-e' and seq = 1`);
  await from.sql(String(sql));
  await expect(move()).rejects.toThrow("the audit's chain of ic-1-e doesn't hold");
  expect(await isEmpty()).toBe(true);
  expect(await (await from.open()).read((at) => at.requests.read('ic-00'))).toMatchObject({
    requester: { id: expect.any(String) },
  });
});
