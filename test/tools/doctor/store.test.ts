import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { freePort } from '../../../bench/free-port.ts';
import { endMark, putMark } from '../../../src/store/moving/mark.ts';
import { ENGINES, useDatabase } from '../../store/support/database.ts';
import { examine, type Run } from './support.ts';

// What is found out about the store alone: the other settings are missing here, and say so.

const ofStore = ({ findings }: Run) =>
  findings
    .filter(({ name }) => /^(Database|Bots)/.test(name))
    .map(({ state, name, says }) => `${state} ${name}: ${says}`);

describe.each(ENGINES)('On %s', (engine) => {
  const database = useDatabase(engine);
  const look = async (env = {}) => ofStore(await examine({ DATABASE_URL: database.url, ...env }));
  const wrong = async () => (await look()).filter((line) => line.startsWith('wrong'));

  test("a store of this version is as it should be, and nothing of the doctor's stays", async () => {
    const store = await database.open();
    await store.close();
    const before = await database.sql('select * from processes');
    const lines = await look();
    expect(lines).toContain('ok Database write: a row was written and taken back; nothing of it stays.');
    expect(lines).toContainEqual(
      expect.stringMatching(/^ok Database schema: version \d+, this bot's own\.$/),
    );
    expect(lines).toContain('ok Bots of this store: none runs now.');
    expect(lines.filter((line) => line.startsWith('wrong'))).toEqual([]);
    expect(await database.sql('select * from processes')).toEqual(before);
  });

  test('a schema that is older, and one that is newer', async () => {
    await (await database.open()).close();
    await database.sql('delete from schema_versions where version > 3');
    expect(await wrong()).toEqual([
      expect.stringMatching(
        /^wrong Database schema: version 3 is an older bot's, this one's is \d+\. The start of this bot brings it up to date: back it up before\.$/,
      ),
    ]);
    expect(await look()).toContain('not checked Database write: needs the schema of this version.');
    await database.sql('insert into schema_versions values (999, 1)');
    expect(await wrong()).toEqual([
      expect.stringMatching(
        /^wrong Database schema: version 999 is a newer bot's, .* Run the newer bot; this one would not start\.$/,
      ),
    ]);
  });

  test('nothing is made where there is nothing yet', async () => {
    const lines = await look();
    expect(lines.filter((line) => line.startsWith('wrong'))).toEqual([]);
    if (engine === 'sqlite') {
      expect(lines[0]).toMatch(/^not checked Database: there is no file .* yet: the first start makes it\.$/);
      expect(readdirSync(dirname(database.url.slice('file:'.length)))).toEqual([]);
    } else {
      expect(lines).toContain('ok Database schema: there is none yet: the first start makes it.');
      expect(await database.sql("select to_regclass('schema_versions') as made")).toEqual([{ made: null }]);
    }
  });
});

describe('On SQLite', () => {
  const database = useDatabase('sqlite');

  test('a file that somebody else holds for writing', async () => {
    await (await database.open()).close();
    const other = new DatabaseSync(database.url.slice('file:'.length));
    other.exec('begin immediate');
    try {
      expect(ofStore(await examine({ DATABASE_URL: database.url }))).toContain(
        'wrong Database write: somebody else holds the file for writing for seconds. End what has it open.',
      );
    } finally {
      other.exec('rollback');
      other.close();
    }
  });

  test('a store that was moved to another', async () => {
    await (await database.open()).close();
    const other = new DatabaseSync(database.url.slice('file:'.length));
    putMark(other, { id: 'move', place: 'postgres://db.example/bot', at: 0 });
    endMark(other);
    other.close();
    expect(ofStore(await examine({ DATABASE_URL: database.url }))).toEqual(
      expect.arrayContaining([
        'wrong Database schema: it was moved to postgres://db.example/bot at 1970-01-01T00:00:00.000Z. Set DATABASE_URL to that database.',
        'not checked Database write: needs the schema of this version.',
      ]),
    );
  });

  test('a file that is no database', async () => {
    const { wrong } = await examine({ DATABASE_URL: `file:${import.meta.filename}` });
    expect(wrong).toContainEqual(expect.stringMatching(/^Database: it can't be opened .*not a database/));
  });
});

describe('On PostgreSQL', () => {
  const database = useDatabase('postgres');
  const look = async (url: string) =>
    ofStore(await examine({ DATABASE_URL: url })).filter((line) => line.startsWith('wrong'));

  test('a server that is not there', async () => {
    const url = `postgres://bot:hidden-word@127.0.0.1:${await freePort()}/bot`;
    const run = await examine({ DATABASE_URL: url });
    expect(ofStore(run)[0]).toMatch(
      /^wrong Database: it can't be opened \(ECONNREFUSED: .*\)\. Check the path, the address and the rights\.$/,
    );
    expect(ofStore(run)).toContain('not checked Database schema: needs Database.');
    expect(run.text).not.toContain('hidden-word');
  });

  test('a database that is read-only', async () => {
    await (await database.open()).close();
    const url = new URL(database.url);
    const options = url.searchParams.get('options');
    url.searchParams.set('options', `${options} -c default_transaction_read_only=on`);
    expect(await look(url.href)).toEqual([
      'wrong Database write: it is read-only: a standby, or set so. Name the primary.',
    ]);
  });

  test('a role that lacks rights, and no right that it is not to have', async () => {
    await (await database.open()).close();
    const role = `doctor_${Date.now()}`;
    const [{ schema = '' } = {}] = await database.sql('select current_schema() as schema');
    await database.sql(`create role ${role} login password 'hidden-word'`);
    try {
      await database.sql(`grant usage on schema ${schema} to ${role}`);
      await database.sql(`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`);
      await database.sql(`revoke insert on votes from ${role}`);
      await database.sql(`revoke delete on ports from ${role}`);
      // As deploy/postgres/roles.sql has it: nobody is told to give these.
      await database.sql(`revoke update, delete on audit, house_audit from ${role}`);
      await database.sql(`revoke delete on requests, attempts from ${role}`);
      const url = new URL(database.url);
      url.username = role;
      url.password = 'hidden-word';
      const run = await examine({ DATABASE_URL: url.href });
      expect(ofStore(run).filter((line) => line.startsWith('wrong'))).toEqual([
        `wrong Database role: the role ${role} may not do everything with the bot's tables (ports: delete, votes: insert). Grant it.`,
      ]);
      expect(run.findings.find(({ name }) => name === 'Database role')?.todo).toEqual([
        `grant delete on ports to ${role};`,
        `grant insert on votes to ${role};`,
      ]);
      expect(run.text).not.toContain('hidden-word');
    } finally {
      await database.sql(`drop owned by ${role}`);
      await database.sql(`drop role ${role}`);
    }
  });
});
