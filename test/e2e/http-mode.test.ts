import { once } from 'node:events';
import { createServer } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import type { RunningApp } from '../../src/app.ts';
import { blockIds, statusOf } from '../support/shown.ts';
import { WAIT_MS } from '../support/stage.ts';
import { useStage } from '../support/use-stage.ts';

const { stage } = useStage({ mode: 'http', each: 'file' });
let bot: RunningApp;
beforeAll(async () => {
  bot = await stage.start();
});

test('over HTTP: a request, an approval, a port', async () => {
  await stage.order();
  const card = await stage.slack.until('the card', () => stage.slack.messages(stage.approvals)[0], WAIT_MS);
  const click = await stage.cast.lee.press(card, 'Approve');
  expect(click).toMatchObject({ acked: true, status: 200 });
  await stage.slack.until('the order', () => statusOf(stage.card()).startsWith('Ordered: dxcon-'), WAIT_MS);
  expect(stage.aws.calls('CreateInterconnect')).toHaveLength(1);
});

test('over HTTP: the type-ahead answers', async () => {
  const { erin } = stage.cast;
  await erin.slash('/interconnect', '', stage.lobby);
  await stage.slack.until('the form', () => blockIds(erin).includes('location:us-east-1'), WAIT_MS);
  const [first] = await erin.options('location', 'eqdc2');
  expect(first?.value).toBe('EqDC2');
});

test('a bad signature and a replayed old request are refused, and change nothing', async () => {
  const before = stage.slack.calls('views.open').length;
  const command = {
    command: '/interconnect',
    text: '',
    user_id: stage.cast.erin.id,
    trigger_id: '1.2.3',
    channel_id: stage.lobby,
  };
  expect(await stage.slack.send(command, { signature: 'v0=bad' })).toMatchObject({ status: 401 });
  expect(
    await stage.slack.send(command, { timestamp: Math.floor(Date.now() / 1000) - 6 * 60 }),
  ).toMatchObject({ status: 401 });
  expect(stage.slack.calls('views.open')).toHaveLength(before);
});

test("beside Slack's calls stands /healthz alone; operators have a port of their own", async () => {
  const status = async (port: string | number | undefined, path: string) =>
    (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  const { PORT } = stage.env;
  expect(await status(PORT, '/healthz')).toBe(200);
  expect(await status(PORT, '/readyz')).toBe(404);
  expect(await status(PORT, '/metrics')).toBe(404);
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    expect(await status(bot.operatorPort(), path)).toBe(200);
  }
  expect(await status(bot.operatorPort(), '/slack/events')).toBe(404);
});

test('a port that is taken is a setting to correct', async () => {
  const { PORT = '' } = stage.env;
  await stage.stop();
  const taken = createServer().listen(Number(PORT));
  await once(taken, 'listening');
  await expect(stage.start()).rejects.toThrow(
    `PORT: ${PORT} can't be listened on (EADDRINUSE). Choose another.`,
  );
  taken.close();
  await once(taken, 'close');
  await stage.stop();
});
