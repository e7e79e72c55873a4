import { expect, test } from 'vitest';
import { runMigrateStore } from '../../src/tools/migrate-store/run.ts';
import { useDatabase } from '../store/support/database.ts';
import { statusOf } from '../support/shown.ts';
import { allTold } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// A bot goes on in PostgreSQL where it stopped in SQLite.

const database = useDatabase('postgres');
const { stage, until, asked, status, line, orderTold, creates, changeTo } = useStage();

/** Stops the bot, moves its store, and starts it there. */
async function moved(): Promise<void> {
  await stage.stop();
  const told: string[] = [];
  const answer = await runMigrateStore([stage.env.DATABASE_URL ?? '', database.url], {}, (step) =>
    told.push(step),
  );
  expect(answer).toMatchObject({ code: 0, text: expect.stringContaining('Everything is in 127.0.0.1:') });
  expect(told).toContain('requests: 1 of 1 rows copied');
  await stage.start({ DATABASE_URL: database.url });
}

test('an open request is approved after the move, and ordered once; the file starts no bot any more', async () => {
  const card = await asked();
  await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
  await allTold(stage);
  await moved();
  await Promise.all([stage.cast.lee.press(card, 'Approve'), stage.cast.lin.press(card, 'Approve')]);
  await orderTold();
  expect(stage.slack.messages(stage.approvals).filter(({ ts }) => ts === card.ts)).toHaveLength(1);
  expect(creates()).toBe(1);
  await stage.stop();
  await expect(stage.start()).rejects.toThrow(/^it was moved to 127\.0\.0\.1:/);
  expect(creates()).toBe(1);
});

test('a port that is followed goes on, in its thread', async () => {
  const card = await asked();
  await stage.cast.lee.press(card, 'Approve');
  await orderTold();
  await allTold(stage);
  const before = stage.thread();
  await moved();
  changeTo('available');
  await line(' is available');
  expect(stage.thread().slice(0, before.length)).toEqual(before);
  expect(stage.thread().filter((said) => said.includes(' is requested'))).toHaveLength(1);
  expect(creates()).toBe(1);
});

test('an outcome that was lost is settled', async () => {
  stage.aws.fault('CreateInterconnect', { kind: 'reset', made: true });
  const card = await asked();
  const deniedAt = (call: string) =>
    stage.aws.calls(call).filter(({ outcome }) => outcome === 'AccessDenied').length;
  await stage.cast.lee.press(card, 'Approve');
  await until('the order at AWS', () => creates() === 1);
  stage.aws.fault('DescribeInterconnects', { kind: 'error', name: 'AccessDenied', status: 403 }, 1_000);
  await until('a look in vain', () => deniedAt('DescribeInterconnects') > 0);
  await status('Outcome unknown');
  await allTold(stage);
  await stage.stop();
  stage.aws.clearFaults();
  await moved();
  await status('Ordered: dxcon-');
  expect(statusOf(stage.card())).toContain(stage.aws.interconnects[0]?.interconnectId);
  expect(creates()).toBe(1);
});
