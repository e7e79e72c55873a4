import { type Logger, pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type OwnPostgres, startOwnPostgres } from '../support/own-postgres.ts';
import { allTold, WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// PostgreSQL goes away under a bot that works, and comes back.

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
const lines = () => logged.filter(({ msg }) => msg !== 'audit' && msg !== 'ports changed');

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
  expect(await readyz()).toMatchObject({ status: 200, body: { store: true } });
  expect(lines()).toEqual([]);

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
