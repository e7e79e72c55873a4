import { dirname } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type BotProcess, startBot } from '../support/process.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage, firstCard, status, creates } = useStage();
let bot: BotProcess | undefined;

afterEach(async () => {
  if (bot && bot.child.exitCode === null && bot.child.signalCode === null) await bot.end('SIGKILL');
});

const start = async () => {
  const folder = dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? '');
  bot = await startBot(stage.env, folder);
  return bot;
};

test('a restart between card and click: the button still works', async () => {
  const first = await start();
  await stage.order();
  const card = await firstCard();
  expect(await first.end('SIGTERM')).toBe(0);
  await start();
  await stage.cast.lee.press(card, 'Approve');
  await status('Ordered: dxcon-');
  expect(creates()).toBe(1);
});

test('killed while it looks at AWS, between approval and call: the next process orders, once', async () => {
  const first = await start();
  await stage.order();
  const card = await firstCard();
  stage.aws.fault('DescribeInterconnects', { kind: 'hang' }, 1);
  await stage.cast.lee.press(card, 'Approve');
  await stage.aws.until('the pre-flight', () => stage.aws.calls('DescribeInterconnects').length > 1, WAIT_MS);
  expect(await first.end('SIGKILL')).toBe('SIGKILL');
  expect(creates()).toBe(0);
  // The dead process's lease runs out on the bot's own clock, which this stage holds.
  stage.travel(16_000);
  await stage.start();
  await status('Ordered: dxcon-');
  expect(creates()).toBe(1);
});

test('killed while CreateInterconnect is under way: never sent again, found by its tag', async () => {
  const first = await start();
  await stage.order();
  const card = await firstCard();
  stage.aws.fault('CreateInterconnect', { kind: 'hang', made: true }, 1);
  await stage.cast.lee.press(card, 'Approve');
  await stage.aws.until('the call', () => creates() > 0, WAIT_MS);
  await first.end('SIGKILL');
  stage.travel(41_000);
  await stage.start();
  await status('Ordered: dxcon-');
  expect(creates()).toBe(1);
  expect(stage.aws.interconnects).toHaveLength(1);
  expect(stage.thread().filter((line) => line.includes('answer was lost'))).toEqual([]);
  expect(stage.thread().filter((line) => line.startsWith('Found '))).toHaveLength(1);
});

test('an ordered port is followed again after a restart', async () => {
  const first = await start();
  await stage.order();
  const card = await firstCard();
  await stage.cast.lee.press(card, 'Approve');
  await status('Ordered: dxcon-');
  await stage.slack.until(
    'the first line',
    () => stage.thread().some((line) => line.includes('is requested')),
    WAIT_MS,
  );
  await first.end('SIGTERM');
  const [port] = stage.aws.interconnects;
  stage.aws.setState(port?.interconnectId ?? '', 'available');
  await start();
  await status(`Ordered: ${port?.interconnectId}, available`);
  expect(stage.thread().filter((line) => line.includes(' is requested'))).toHaveLength(1);
  expect(creates()).toBe(1);
});

test('SIGTERM while an order is at AWS waits for the answer, keeps it, and ends with 0', async () => {
  const first = await start();
  await stage.order();
  const card = await firstCard();
  stage.aws.fault('CreateInterconnect', { kind: 'slow', ms: 1_000 }, 1);
  await stage.cast.lee.press(card, 'Approve');
  await stage.aws.until('the call', () => creates() === 1, WAIT_MS);
  expect(await first.end('SIGTERM')).toBe(0);
  await start();
  await status('Ordered: dxcon-');
  expect(creates()).toBe(1);
  expect(stage.thread().some((line) => line.includes('lost'))).toBe(false);
});
