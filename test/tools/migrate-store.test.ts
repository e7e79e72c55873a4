import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { runMigrate } from '../../src/tools/migrate/run.ts';
import { runMigrateStore } from '../../src/tools/migrate-store/run.ts';
import { asBefore } from '../store/support/as-before.ts';
import { ENGINES, useDatabase } from '../store/support/database.ts';
import { addAll, aRequest } from '../store/support/samples.ts';

const from = useDatabase('sqlite');
const to = useDatabase('postgres');
const run = (args: string[], env = {}) => runMigrateStore(args, env, () => undefined);

describe('npm run migrate-store', () => {
  test.each([
    [[], 'It takes two addresses: file:PATH and postgres://....'],
    [['postgres://a', 'file:b'], 'It takes two addresses'],
    [['file:a', 'postgres://b', 'c'], 'It takes two addresses'],
  ])('%j is no command line, and says what is', async (args, text) => {
    expect(await run(args)).toMatchObject({ code: 2, text: expect.stringContaining(text) });
  });

  test('says what there is to know', async () => {
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      text: expect.stringContaining('Stop all bots first.'),
    });
  });

  test('where there is no file it says so, and makes none', async () => {
    expect(await run(['file:/nowhere/bot.db', to.url])).toEqual({
      code: 1,
      text: "file:/nowhere/bot.db isn't there. Check the path.",
    });
  });

  test.each([
    [
      'postgres://bot:hush%21@127.0.0.1:1/bot',
      {},
      'Nothing was moved (ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1). Mend that, and run it again.',
    ],
    [
      'postgres://bot:hush%21@db.example.com/bot?sslmode=disable',
      {},
      'Nothing was moved (DATABASE_NOT_ENCRYPTED: the connection to db.example.com would not be encrypted). Mend that, and run it again.',
    ],
    [
      'postgres://bot:hush%21@127.0.0.1:1/bot',
      { DATABASE_TLS: 'maybe' },
      'DATABASE_TLS: "maybe" is neither required nor off.',
    ],
    [
      'postgres://bot:hush%21@[/bot',
      {},
      'Nothing was moved (ERR_INVALID_URL: Invalid URL). Mend that, and run it again.',
    ],
  ])('%s %j: one line says why it can not, without the password', async (url, env, text) => {
    await (await from.open()).close();
    const answer = await run([from.url, url], env);
    expect(answer.code).toBe(2);
    expect(answer.text.startsWith(text)).toBe(true);
    expect(answer.text).not.toMatch(/hush|\n/);
    // And the file is a bot's as before.
    await (await from.open()).close();
  });

  test('from the terminal: steps, then where everything is', async () => {
    const bot = await from.open({ clock: 'own' });
    await addAll(bot, [aRequest('ic-00')]);
    await bot.close();
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(import.meta.dirname, '../../src/tools/migrate-store.ts'),
      from.url,
      to.url,
    ]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toContain('requests: 1 of 1 rows copied');
    expect(lines.at(-1)).toMatch(
      /^Everything is in 127\.0\.0\.1:\d+\/postgres \(schema \w+\)\. Set DATABASE_URL to it, and start the bot\.$/,
    );
    expect(await (await to.open()).read((at) => at.requests.countOpen())).toBe(1);
  });
});

describe.each(ENGINES)('%s: npm run migrate', (engine) => {
  const database = useDatabase(engine);
  const migrate = () => runMigrate([], { DATABASE_URL: database.url });

  test('brings the schema up to date, then has nothing to do, and a bot starts on it', async () => {
    await asBefore(engine, database.url, 14);
    expect(await migrate()).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^The schema was brought from version 14 to \d+\.$/),
    });
    expect(await migrate()).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^The schema has version \d+: nothing to do\.$/),
    });
    expect(await (await database.open()).read((at) => at.requests.countOpen())).toBe(0);
  });

  test('leaves a newer schema alone', async () => {
    await (await database.open()).close();
    await database.sql('insert into schema_versions (version, applied_at) values (999, 0)');
    expect(await migrate()).toMatchObject({
      code: 1,
      text: expect.stringMatching(
        /^DATABASE_URL: its schema has version 999, this bot knows \d+\. Use a newer bot\.$/,
      ),
    });
  });
});

test('npm run migrate takes no address: DATABASE_URL is it', async () => {
  expect(await runMigrate(['--help'], {})).toMatchObject({ code: 0 });
  expect(await runMigrate([to.url], {})).toMatchObject({
    code: 2,
    text: expect.stringContaining('nothing but settings'),
  });
});

test('npm run migrate says what keeps it from the database', async () => {
  expect(await runMigrate([], { DATABASE_URL: 'postgres://bot:hush@127.0.0.1:1/bot' })).toEqual({
    code: 2,
    text: 'DATABASE_URL: nothing was changed (ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1).',
  });
});
