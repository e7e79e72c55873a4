import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { runBot } from '../../src/tools/bot/run.ts';
import { runMigrate } from '../../src/tools/migrate/run.ts';
import { type OwnPostgres, startOwnPostgres } from '../support/own-postgres.ts';
import { useStage } from '../support/use-stage.ts';
import { asBefore } from './support/as-before.ts';
import { START } from './support/database.ts';
import { makeEveryCall } from './support/every-call.ts';
import { addAll, anApproved, aRequest } from './support/samples.ts';

// The three users of a PostgreSQL store: one owns it, one runs on it, one reads it.

const ROLES = readFileSync(join(import.meta.dirname, '../../deploy/postgres/roles.sql'), 'utf8');
const USERS = ['migrate', 'run', 'read'] as const;
type User = (typeof USERS)[number];

let server: OwnPostgres;
let name = '';
let databases = 0;
let areMade = false;
beforeAll(async () => {
  server = await startOwnPostgres();
});
afterAll(() => server.close());

/** A database of its own on the server, for each test; users are the whole server's. */
beforeEach(async () => {
  databases += 1;
  name = `bot_${databases}`;
  await asSuperuser('postgres', `create database ${name}`);
});

async function asSuperuser(database: string, statement: string): Promise<void> {
  const client = new pg.Client(urlOf(new URL(server.url), database));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function urlOf(url: URL, database: string): string {
  url.pathname = `/${database}`;
  return url.href;
}

/** Does what docs/database.md says. Users are the whole server's: those that are there already are not made again. */
async function makeUsers(): Promise<void> {
  await asSuperuser(name, areMade ? ROLES.replaceAll(/^create role .*$/gm, '') : ROLES);
  areMade = true;
  for (const user of USERS) await asSuperuser(name, `alter role interconnect_bot_${user} password 'hush'`);
}

function as(user: User): string {
  const url = new URL(server.url);
  url.username = `interconnect_bot_${user}`;
  url.password = 'hush';
  return urlOf(url, name);
}

/** The code of the error that a statement ends with; undefined where it is carried out. */
async function refused(user: User, statement: string): Promise<string | undefined> {
  const client = new pg.Client(as(user));
  await client.connect();
  try {
    await client.query(statement);
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.end();
  }
}

const FORBIDDEN = '42501';

const migrate = () => runMigrate([], { DATABASE_URL: as('migrate') });

async function ready(): Promise<void> {
  await makeUsers();
  expect(await migrate()).toMatchObject({ code: 0 });
}

describe('the user that runs', () => {
  test('makes every call of the store', async () => {
    await ready();
    const store = await openStore({ url: as('run'), now: () => START });
    await makeEveryCall(store);
    expect(await store.read((at) => at.requests.countOpen())).toBeGreaterThan(0);
    await store.close();
  });

  test('can tamper with nothing', async () => {
    await ready();
    const store = await openStore({ url: as('run') });
    await addAll(store, [anApproved('ic-00')]);
    await store.close();
    for (const statement of [
      "update audit set event = 'x'",
      'delete from audit',
      'truncate audit',
      "update house_audit set event = 'x'",
      'delete from house_audit',
      'truncate house_audit',
      'alter table audit disable trigger all',
      'drop trigger audit_append_only on audit',
      'drop trigger attempts_say_what_they_send on attempts',
      'alter table requests add column x text',
      'drop table audit',
      'create table other (a int)',
      'create temp table audit (a int)',
      'create or replace function audit_append_only() returns trigger language plpgsql as $$ begin return null; end $$',
      'drop index attempts_one_open',
      'delete from requests',
      'delete from attempts',
      'update schema_versions set version = 1',
      'insert into schema_versions (version, applied_at) values (999, 1)',
      "set session_replication_role = 'replica'",
      'set role interconnect_bot_migrate',
      "grant update on audit to interconnect_bot_run; update audit set event = 'x'",
    ])
      expect(await refused('run', statement), statement).toBe(FORBIDDEN);
  });

  test.each([
    ['nothing is there', 0],
    ['the schema is older', 14],
  ])('where %s says who has to do what', async (_, version) => {
    await makeUsers();
    if (version > 0) await asBefore('postgres', as('migrate'), version);
    await expect(openStore({ url: as('run') })).rejects.toMatchObject({
      code: 'UNFIT_STORE',
      message: expect.stringMatching(
        new RegExp(
          `^its schema has version ${version}, this bot needs \\d+, and this user may not change it$`,
        ),
      ),
      todo: 'Run `npm run migrate` as a user who may.',
    });
    await migrate();
    await (await openStore({ url: as('run') })).close();
  });
});

describe('the user that reads', () => {
  test('reads all of it, and writes nothing', async () => {
    await ready();
    const bot = await openStore({ url: as('run') });
    await addAll(bot, [aRequest('ic-00')]);
    await bot.close();
    const env = { DATABASE_URL: as('read'), INTERCONNECT_BOT_CONFIG: '', APPROVERS: 'U0LEE' };
    expect(await runBot(['list'], env)).toMatchObject({ code: 0, text: expect.stringContaining('ic-00') });
    const client = new pg.Client(as('migrate'));
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public'",
    );
    await client.end();
    expect(rows.length).toBeGreaterThan(20);
    for (const { name: table } of rows) {
      expect(await refused('read', `select * from "${table}"`), table).toBeUndefined();
      for (const writing of [
        `delete from "${table}"`,
        `insert into "${table}" overriding system value select * from "${table}"`,
      ])
        expect(await refused('read', `begin read write; ${writing}`), writing).toBe(FORBIDDEN);
    }
    expect(await refused('read', 'delete from requests')).toMatch(/^(25006|42501)$/);
  });
});

test('a store that a bot has made before they were there becomes theirs', async () => {
  const superuser = urlOf(new URL(server.url), name);
  const before = await openStore({ url: superuser });
  await addAll(before, [aRequest('ic-00')]);
  await before.close();
  await ready();
  const store = await openStore({ url: as('run') });
  expect(await store.read((at) => at.requests.read('ic-00'))).toBeDefined();
  await store.close();
  expect(await refused('run', 'delete from audit')).toBe(FORBIDDEN);
});

test('a store of another owner on the same server is none of theirs', async () => {
  await ready();
  name = `other_${databases}`;
  await asSuperuser('postgres', `create database ${name}`);
  const other = await openStore({ url: urlOf(new URL(server.url), name) });
  await addAll(other, [aRequest('ic-00')]);
  await other.close();
  for (const user of ['run', 'read'] as const)
    expect(await refused(user, 'select * from requests'), user).toBe(FORBIDDEN);
});

describe('a bot as the user that runs', () => {
  const { stage, asked, orderTold, creates } = useStage();

  test('takes an order from the form to its port', async () => {
    await ready();
    const card = await asked({ DATABASE_URL: as('run') });
    await stage.cast.lee.press(card, 'Approve');
    await orderTold();
    expect(creates()).toBe(1);
  });
});
