import { App } from '@slack/bolt';
import { WebClient, WebClientEvent } from '@slack/web-api';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { WebFault } from '../../../sandbox/workspace/types.ts';
import { createWebClient } from '../../../src/slack/connection/web-client.ts';
import { judge } from '../../../src/slack/outbound/slack-error.ts';
import { privately } from '../../support/shown.ts';
import { meanwhile } from '../../support/stage.ts';
import { useStage } from '../../support/use-stage.ts';

// Each pair: what Slack's own client does as it comes, and what the bot does in its place.

const LOST: WebFault = { kind: 'status', status: 500, when: 'after' };
const FAILED: WebFault = { kind: 'status', status: 500, when: 'before' };
const limited = (retryAfter?: number): WebFault => ({
  kind: 'status',
  status: 429,
  when: 'before',
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

const { stage, until, firstCard, orderTold } = useStage();

const plainClient = () => new WebClient(stage.slack.botToken, { slackApiUrl: stage.slack.apiUrl });
const forms = () => stage.slack.calls('views.open');

describe('the answer to chat.postMessage is lost', () => {
  test('the plain client posts it once more', async () => {
    stage.slack.fault('chat.postMessage', LOST);
    await plainClient().chat.postMessage({ channel: stage.lobby, text: 'a line' });
    expect(stage.slack.messages(stage.lobby).map(({ text }) => text)).toEqual(['a line', 'a line']);
  });

  test('the bot looks for it first: the thread has it once', async () => {
    await stage.start();
    await stage.order();
    await stage.cast.lee.press(await firstCard(), 'Approve');
    await orderTold();
    const [port] = stage.aws.interconnects;
    stage.slack.fault('chat.postMessage', LOST);
    stage.aws.setState(port?.interconnectId ?? '', 'pending');
    await until('the line', () => stage.thread().some((line) => line.includes('is pending')));
    stage.aws.setState(port?.interconnectId ?? '', 'down');
    // Lines are told in order: when the next one stands there, nothing comes of the lost one any more.
    const next = until('the next line', () => stage.thread().some((line) => line.includes('is down')));
    await meanwhile(stage, 1_000, next);
    expect(stage.thread().filter((line) => line.includes('is pending'))).toHaveLength(1);
  });
});

describe('Slack answers 429 to one call', () => {
  test('the plain client holds back every other call, too', async () => {
    const client = plainClient();
    stage.slack.fault('chat.postMessage', limited(1));
    const paused = new Promise((resolve) => client.once(WebClientEvent.RATE_LIMITED, resolve));
    const post = client.chat.postMessage({ channel: stage.lobby, text: 'a line' });
    await paused;
    await client.auth.test();
    const [refused] = stage.slack.calls('chat.postMessage');
    const [other] = stage.slack.calls('auth.test');
    // A timer may be a little early by the other clock.
    expect((other?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThan(950);
    await post;
  });

  test('the bot opens a form for one person while another has to wait', async () => {
    const { erin, olga } = stage.cast;
    await stage.start();
    stage.slack.fault('views.open', limited(60));
    await erin.slash('/interconnect', '', stage.lobby);
    await until('the refusal', () => privately(erin, stage.lobby)[0]);
    await olga.slash('/interconnect', '', stage.lobby);
    await until("Olga's form", () => olga.modal());
    expect(erin.modal()).toBeUndefined();
  });

  test('without Retry-After it is an error without a code in the plain client', async () => {
    stage.slack.fault('auth.test', limited());
    const error = await plainClient()
      .auth.test()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toHaveProperty('code');
  });

  test("without Retry-After it is still called ratelimited by the bot's client", async () => {
    const { botToken, apiUrl } = stage.slack;
    stage.slack.fault('auth.test', limited());
    const client = createWebClient({ botToken, apiUrl }, pino({ level: 'silent' }));
    const error = await client.auth.test().catch((reason: unknown) => reason);
    expect(judge(error)).toEqual({ kind: 'later', code: 'ratelimited', ms: 1_000 });
  });
});

describe('views.open fails in a listener', () => {
  test('Bolt tries on and on: Socket Mode has written its own retries into the options of all clients', async () => {
    const { botToken: token, appToken, apiUrl: slackApiUrl } = stage.slack;
    const clientOptions = { slackApiUrl };
    const app = new App({ token, appToken, socketMode: true, clientOptions, deferInitialization: true });
    app.command('/try', async ({ ack, client, command }) => {
      await ack();
      const title = { type: 'plain_text', text: 'Try' } as const;
      await client.views.open({ trigger_id: command.trigger_id, view: { type: 'modal', title, blocks: [] } });
    });
    await app.init();
    await app.start();
    expect(clientOptions).toMatchObject({ retryConfig: { retries: 100 } });
    stage.slack.fault('views.open', FAILED);
    await stage.cast.erin.slash('/try', '', stage.lobby);
    await until('the second try', () => forms().length === 2);
    await app.stop();
  });

  test('the bot calls it once and says so', async () => {
    const { erin } = stage.cast;
    await stage.start();
    stage.slack.fault('views.open', FAILED);
    await erin.slash('/interconnect', '', stage.lobby);
    await until('the words', () => privately(erin, stage.lobby)[0]);
    expect(privately(erin, stage.lobby)).toEqual([
      "Slack didn't confirm that the form was opened. If it isn't there, type /interconnect again.",
    ]);
    expect(forms()).toHaveLength(1);
  });
});
