import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { type Logger, pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OwnPostgres, startOwnPostgres } from '../support/own-postgres.ts';
import { allTold, WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// PostgreSQL goes away under a bot that works, and comes back; or isn't there yet when the bot starts.

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');

let postgres: OwnPostgres;
beforeAll(async () => {
  postgres = await startOwnPostgres();
});
afterAll(() => postgres?.close());

const { stage, until, status, told, readyz } = useStage();
const logged: Record<string, unknown>[] = [];
const log: Logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
beforeEach(() => {
  logged.length = 0;
});
/** What was said of the database, or because of it. */
/** Beside what an order says of itself. */
const ROUTINE = new Set<unknown>(['audit', 'ports changed', 'click taken', 'AWS answered the order', 'told']);
const lines = () => logged.filter(({ msg }) => !ROUTINE.has(msg));

test('is told once, and once when it is back; meanwhile nothing is ready, and afterwards all goes on', async () => {
  let looks = 0;
  await stage.start({ DATABASE_URL: postgres.url, STATE_POLL_SECONDS: '1' }, (outside) => ({
    ...outside,
    log,
    store: {
      ...outside.store,
      read(work) {
        looks += 1;
        return outside.store.read(work);
      },
    },
  }));
  await stage.order();
  const card = await until('the card', () => stage.slack.messages(stage.approvals)[0]);
  await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
  await allTold(stage);
  await expect.poll(readyz).toMatchObject({ status: 200, body: { store: true } });
  expect(lines()).toEqual([]);

  stage.leaves('what was under its lease when the database went away');
  await postgres.stop();
  await expect.poll(async () => (await readyz()).status).toBe(503);
  // What was connected was cut off; the next can't connect.
  await expect.poll(async () => (await readyz()).body.troubles?.[0]).toContain('ECONNREFUSED');
  const away = await readyz();
  expect(away.body).toMatchObject({ store: false, slack: true });
  expect(away.body.troubles).toEqual([
    "The database doesn't answer (ECONNREFUSED): nothing can be recorded until it does. Look at it, and at the way to it.",
  ]);
  await stage.cast.lee.press(card, 'Approve');
  await told(stage.cast.lee, 'Nothing was recorded');
  // The bot goes on trying, with what is due and with what it looks for.
  const before = looks;
  await until('many tries', () => looks >= before + 20, WAIT_MS);
  expect(lines().map(({ msg }) => msg)).toEqual([
    "the database doesn't answer: nothing is recorded",
    'click failed',
  ]);
  expect(lines()[0]).toMatchObject({ level: 50, code: expect.any(String), err: expect.any(Object) });

  await postgres.start();
  await expect.poll(async () => (await readyz()).status).toBe(200);
  expect(lines().map(({ msg }) => msg)).toEqual([
    "the database doesn't answer: nothing is recorded",
    'click failed',
    'the database can be written again',
  ]);
  expect(lines()[2]).toMatchObject({ level: 40, away_ms: expect.any(Number), failures: expect.any(Number) });
  await stage.cast.lee.press(card, 'Approve');
  await status('Ordered: dxcon-');
  expect(stage.aws.calls('CreateInterconnect')).toHaveLength(1);
  expect(lines()).toHaveLength(3);
});

/** The bot as a process whose database isn't there, once it has said so. */
async function startInVain() {
  await postgres.stop();
  const child = spawn(process.execPath, [MAIN], {
    cwd: dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? ''),
    env: { PATH: process.env.PATH ?? '', ...stage.env, DATABASE_URL: postgres.url, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part) => {
    stdout += part;
  });
  child.stderr.on('data', (part) => {
    stderr += part;
  });
  const closed = once(child, 'close');
  await expect.poll(() => stderr).toContain('\n');
  return { child, closed, stdout: () => stdout, stderr: () => stderr };
}
const WAITS =
  /^\{[^\n]+"why":"ECONNREFUSED[^\n]+"msg":"the database doesn't answer yet: the start waits for it"\}\n$/;

test('a start waits for it, says so in one line, and goes on when it is there', async () => {
  const bot = await startInVain();
  await postgres.start();
  await expect.poll(bot.stdout).toContain('Ready: ');
  bot.child.kill('SIGTERM');
  expect(await bot.closed).toEqual([0, null]);
  expect(bot.stderr()).toMatch(WAITS);
});

test('a signal ends a start that waits at once, with 0', async () => {
  const bot = await startInVain();
  bot.child.kill('SIGTERM');
  expect(await bot.closed).toEqual([0, null]);
  expect(bot.stdout()).toBe('');
  expect(bot.stderr()).toMatch(WAITS);
  await postgres.start();
});
