import { once } from 'node:events';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import type { StoredMessage } from '../../sandbox/workspace/types.ts';
import { arrived } from '../support/barrier.ts';
import { type BotProcess, startBot } from '../support/process.ts';
import { requestIdOf, statusOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

// A signal ends a process; what is under way ends first, and the next process goes on where it was.

const { stage, until, firstCard, line, orderTold, creates, changeTo } = useStage();
let bot: BotProcess;
afterEach(async () => {
  await bot?.end('SIGKILL');
});

const file = () => stage.env.DATABASE_URL?.slice('file:'.length) ?? '';
const told = (words: string) => stage.thread().filter((text) => text.includes(words)).length;

async function asked(overrides: Record<string, string> = {}): Promise<StoredMessage> {
  bot = await startBot({ ...stage.env, ...overrides }, dirname(file()));
  await stage.order();
  await until('the direct message', () => stage.dm(stage.cast.erin)[0]);
  return firstCard();
}

async function ordered(): Promise<StoredMessage> {
  const card = await asked();
  await stage.cast.lee.press(card, 'Approve');
  await orderTold();
  return card;
}

/** Expects a stop in good order: no connection is left, and nothing was complained of. */
async function endsWell(): Promise<void> {
  expect({ code: await bot.exited, stderr: bot.stderr() }).toEqual({ code: 0, stderr: '' });
  await until('no connection', () => stage.slack.sockets() === 0);
}

test('a click under way is acked before the connection closes, and counts', async () => {
  const card = await asked();
  const writer = new DatabaseSync(file(), { timeout: 1_000 });
  writer.exec('begin immediate');
  const click = stage.cast.lee.press(card, 'Approve');
  await arrived(stage.slack);
  bot.child.kill('SIGTERM');
  const closed = until('the connection closes', () => stage.slack.sockets() === 0, 500);
  await expect(closed).rejects.toThrow('in vain');
  writer.exec('rollback');
  writer.close();
  expect(await click).toMatchObject({ acked: true });
  await endsWell();
  await stage.start();
  await until('the order', () => statusOf(card).startsWith('Ordered'));
  expect(creates()).toBe(1);
});

test('a message on its way to Slack is awaited, and the next process neither repeats it nor looks for it', async () => {
  await ordered();
  stage.slack.fault('chat.postMessage', { kind: 'slow', ms: 1_500 });
  changeTo('pending');
  await until('the call', () => stage.slack.struck().slow);
  bot.child.kill('SIGTERM');
  expect(told('is pending')).toBe(0);
  await endsWell();
  expect(told('is pending')).toBe(1);
  // The start tries by one message whether it may read there.
  const looks = () =>
    stage.slack.calls('conversations.replies').filter(({ args }) => args.limit !== '1').length;
  const before = looks();
  await stage.start();
  changeTo('down');
  await line('is down');
  expect(told('is pending')).toBe(1);
  expect(looks()).toBe(before);
});

test('lines that wait are told by the next process, in order and once', async () => {
  const card = await ordered();
  stage.slack.fault('chat.postMessage', { kind: 'status', status: 429, when: 'before', retryAfter: 600 });
  for (const state of ['pending', 'down', 'available']) {
    changeTo(state);
    await until(`the card says ${state}`, () => statusOf(card).endsWith(`, ${state}`));
  }
  const before = stage.thread();
  expect(told('is pending')).toBe(0);
  bot.child.kill('SIGTERM');
  await endsWell();
  expect(stage.thread()).toEqual(before);
  stage.travel(601_000);
  await stage.start();
  await line('is available');
  await stage.stop();
  const lines = ['is pending', 'is down', 'is available'];
  const since = stage
    .thread()
    .slice(before.length)
    .filter((words) => words.startsWith('dxcon-'));
  expect(since).toEqual(lines.map((words) => expect.stringContaining(words)));
});

test('a second signal ends it at once, with 1', async () => {
  const card = await asked();
  stage.aws.fault('CreateInterconnect', { kind: 'hang' });
  await stage.cast.lee.press(card, 'Approve');
  await stage.aws.until('the call', () => creates() > 0, WAIT_MS);
  const begun = performance.now();
  bot.child.kill('SIGTERM');
  bot.child.kill('SIGINT');
  expect(await bot.exited).toBe(1);
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test('an order that AWS never answers ends at its deadline, and the next process looks for it', async () => {
  const card = await asked({ CREATE_DEADLINE_SECONDS: '3' });
  stage.aws.fault('CreateInterconnect', { kind: 'hang', made: true });
  await stage.cast.lee.press(card, 'Approve');
  await stage.aws.until('the call', () => creates() > 0, WAIT_MS);
  bot.child.kill('SIGTERM');
  await endsWell();
  stage.travel(60_000);
  await stage.start();
  await until('the order', () => statusOf(card).startsWith('Ordered: dxcon-'));
  // The first process has recorded its own end of waiting; an order that it left open would say INTERRUPTED.
  const attempts = await stage.store().read((at) => at.attempts.of(requestIdOf(card)));
  expect(attempts.map(({ errorName }) => errorName)).toEqual(['DEADLINE']);
  expect(creates()).toBe(1);
  expect(stage.aws.interconnects).toHaveLength(1);
});

test("somebody who has connected to the operators' port and asks nothing is not waited for", async () => {
  const port = await freePort();
  await asked({ OPERATOR_PORT: String(port) });
  const silent = connect(port, '127.0.0.1');
  silent.on('error', () => undefined);
  await once(silent, 'connect');
  const began = performance.now();
  bot.child.kill('SIGTERM');
  await endsWell();
  expect(performance.now() - began).toBeLessThan(5_000);
  silent.destroy();
});
