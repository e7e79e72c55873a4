import { dirname } from 'node:path';
import { App, SocketModeReceiver } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import type { StoredMessage } from '../../../sandbox/workspace/types.ts';
import type { Outside } from '../../../src/app.ts';
import { startBot } from '../../support/process.ts';
import { privately, statusOf } from '../../support/shown.ts';
import { WAIT_MS } from '../../support/stage.ts';
import { useStage } from '../../support/use-stage.ts';
import { type Child, startChild } from './support/child.ts';

// Each pair: what plain Bolt does, and what the bot does in its place.

/** Soon, where plain Bolt waits five seconds before it connects again. */
const RECONNECT_MS = 200;

const { stage, firstCard } = useStage({
  faults: 'plain Bolt and dropped connections leave clicks without an ack',
});
let child: Child | undefined;
afterEach(async () => {
  await child?.end();
  child = undefined;
});

const plainEnv = () => ({
  token: stage.slack.botToken,
  appToken: stage.slack.appToken,
  slackApiUrl: stage.slack.apiUrl,
  reconnectMs: String(RECONNECT_MS),
});
const startPlain = async () => {
  child = startChild('plain-bolt.ts', plainEnv());
  await child.said('ready');
  return child;
};
/** Bolt with one button in this process. */
async function plainButton(
  work: (ack: () => Promise<void>, closed: Promise<void>) => Promise<void>,
): Promise<App> {
  const { botToken: token, appToken, apiUrl: slackApiUrl } = stage.slack;
  const receiver = new SocketModeReceiver({ appToken, installerOptions: { clientOptions: { slackApiUrl } } });
  const app = new App({ token, receiver, clientOptions: { slackApiUrl }, deferInitialization: true });
  const closed = new Promise<void>((resolve) => {
    receiver.client.once('close', () => resolve());
  });
  app.action('try', ({ ack }) => work(ack, closed));
  await app.init();
  await app.start();
  return app;
}
const botSays = async (action: string): Promise<StoredMessage> => {
  const button = { type: 'button', text: { type: 'plain_text', text: 'Try' }, action_id: action, value: 'x' };
  const answer = await fetch(`${stage.slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stage.slack.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      channel: stage.lobby,
      text: 'a button',
      blocks: [{ type: 'actions', elements: [button] }],
    }),
  });
  const { ts } = (await answer.json()) as { ts: string };
  return stage.slack.until('the button', () =>
    stage.slack.messages(stage.lobby).find((message) => message.ts === ts),
  );
};
const connections = () => stage.slack.calls('apps.connections.open').length;
const connected = (count: number) =>
  stage.slack.until(`${count} connections`, () => stage.slack.sockets() === count, WAIT_MS);

/** A store whose transactions wait here until they are let go. */
function slowStore(): {
  wrap: (outside: Outside) => Outside;
  hold(): void;
  begun: Promise<void>;
  go(): void;
} {
  const begun = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let holding = false;
  return {
    begun: begun.promise,
    hold: () => {
      holding = true;
    },
    go: () => {
      holding = false;
      gate.resolve();
    },
    wrap: (outside) => ({
      ...outside,
      store: {
        ...outside.store,
        async transaction(work) {
          if (holding) {
            begun.resolve();
            await gate.promise;
          }
          return outside.store.transaction(work);
        },
      },
    }),
  };
}

describe('Slack asks for a new connection', () => {
  test('plain Bolt has none for a while, and a click is lost', async () => {
    await startPlain();
    const message = await botSays('try');
    stage.slack.refreshSockets();
    await connected(0);
    expect(await stage.cast.erin.press(message, 'Try')).toMatchObject({ acked: false });
  });

  test('the bot opens the next one first: every click is answered, and one connection is left', async () => {
    let passed = 0;
    // Each connection stands for hours.
    const monotonic = () => performance.now() + passed;
    await stage.start({}, (outside) => ({ ...outside, monotonic }));
    await stage.order();
    const card = await firstCard();
    for (let round = 1; round <= 5; round++) {
      const before = stage.slack.socketTickets();
      passed += 3_600_000;
      stage.slack.refreshSockets();
      const clicks = [stage.cast.olga.press(card, 'Approve')];
      await stage.slack.until('another connection', () => stage.slack.socketTickets() > before, WAIT_MS);
      clicks.push(stage.cast.olga.press(card, 'Approve'));
      expect((await Promise.all(clicks)).map(({ acked }) => acked)).toEqual([true, true]);
      await connected(1);
    }
  });

  test('plain Bolt cannot ack any more what was under way', async () => {
    const refused = Promise.withResolvers<unknown>();
    const refreshed = Promise.withResolvers<void>();
    const app = await plainButton(async (ack) => {
      stage.slack.refreshSockets();
      await refreshed.promise;
      await ack().catch(refused.resolve);
    });
    const click = stage.cast.erin.press(await botSays('try'), 'Try');
    await connected(0);
    refreshed.resolve();
    expect(await refused.promise).toMatchObject({ code: 'slack_socket_mode_send_while_not_ready_error' });
    await click;
    await app.stop();
  });

  test('the bot keeps the old connection until it has acked', async () => {
    const slow = slowStore();
    await stage.start({}, slow.wrap);
    await stage.order();
    const card = await firstCard();
    slow.hold();
    const click = stage.cast.olga.press(card, 'Approve');
    await slow.begun;
    stage.slack.refreshSockets();
    await connected(2);
    slow.go();
    expect(await click).toMatchObject({ acked: true });
    await connected(1);
  });
});

test('where Slack has too many connections, the bot waits before it opens another', async () => {
  const pauses: number[] = [];
  const go = Promise.withResolvers<void>();
  await stage.start({}, (outside) => ({
    ...outside,
    pause: async (ms) => {
      pauses.push(ms);
      if (ms > 0) await go.promise;
    },
  }));
  stage.slack.refreshSockets('too_many_websockets');
  await stage.slack.until('a pause', () => pauses.length > 0, WAIT_MS);
  expect(pauses).toEqual([30_000]);
  const before = stage.slack.socketTickets();
  go.resolve();
  await stage.slack.until('another connection', () => stage.slack.socketTickets() > before, WAIT_MS);
  await connected(1);
});

describe('the connection drops in the middle of a click', () => {
  test("plain Bolt's handler ends where it wanted to ack", async () => {
    const ended = Promise.withResolvers<string>();
    const app = await plainButton(async (ack, closed) => {
      stage.slack.dropSockets();
      await closed;
      await ack().then(
        () => ended.resolve('went on'),
        () => ended.resolve('threw'),
      );
    });
    await stage.cast.erin.press(await botSays('try'), 'Try');
    expect(await ended.promise).toBe('threw');
    await app.stop();
  });

  test('the bot records it, answers it, and is connected again at once', async () => {
    const slow = slowStore();
    await stage.start({}, slow.wrap);
    await stage.order();
    const card = await firstCard();
    slow.hold();
    const click = stage.cast.olga.press(card, 'Approve');
    await slow.begun;
    stage.slack.dropSockets();
    slow.go();
    await stage.slack.until(
      'the private answer',
      () =>
        privately(stage.cast.olga, stage.approvals).includes("You can't decide this: it takes net-leads."),
      WAIT_MS,
    );
    await connected(1);
    await click;
    expect(await stage.cast.lee.press(card, 'Approve')).toMatchObject({ acked: true });
  });
});

describe('Slack revokes the app token', () => {
  test('plain Bolt stays up, deaf, and asks again for ever', async () => {
    const plain = await startPlain();
    const before = connections();
    stage.slack.revokeToken(stage.slack.appToken);
    stage.slack.dropSockets();
    await stage.slack.until('the third refusal', () => connections() >= before + 3, WAIT_MS);
    expect(plain.process.exitCode).toBe(null);
    expect(stage.slack.sockets()).toBe(0);
  });

  test('the bot finishes what is under way, says which setting it is, and ends with 1', async () => {
    const bot = await startBot(stage.env, dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? ''));
    await stage.order();
    const card = await firstCard();
    stage.aws.fault('CreateInterconnect', { kind: 'slow', ms: 500 });
    await stage.cast.lee.press(card, 'Approve');
    await stage.aws.until('the call', () => stage.aws.calls('CreateInterconnect').length > 0, WAIT_MS);
    stage.slack.revokeToken(stage.slack.appToken);
    stage.slack.dropSockets();
    expect(await bot.exited).toBe(1);
    expect(bot.stderr()).toBe(
      'SLACK_APP_TOKEN: the token was revoked. Make a new one with connections:write.\n',
    );
    await stage.start({ SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'secret', PORT: '0' });
    await stage.slack.until('the order', () => statusOf(card).startsWith('Ordered'), WAIT_MS);
    expect(stage.thread().some((line) => line.includes('lost'))).toBe(false);
  });
});

describe('Slack refuses connections for a while', () => {
  test('plain Bolt dies of a rejection that no one can catch', async () => {
    const plain = await startPlain();
    stage.slack.fault('apps.connections.open', { kind: 'error', error: 'account_inactive' });
    stage.slack.dropSockets();
    expect(await plain.exited).toBe(1);
    expect(plain.stderr()).toContain('account_inactive');
  });

  test('the bot tries on, says so on /readyz after ten seconds, and recovers', async () => {
    let monotonic = 0;
    const bot = await stage.start({}, (outside) => ({
      ...outside,
      monotonic: () => performance.now() + monotonic,
      // Tries follow each other at once.
      pause: () => new Promise(setImmediate),
    }));
    const readyz = async () => {
      const answer = await fetch(`http://127.0.0.1:${bot.operatorPort()}/readyz`);
      return [answer.status, await answer.json()];
    };
    const before = connections();
    stage.slack.fault('apps.connections.open', { kind: 'status', status: 500, when: 'before' }, 10);
    stage.slack.fault('apps.connections.open', { kind: 'reset', when: 'before' }, 10);
    stage.slack.fault('apps.connections.open', { kind: 'status', status: 429, when: 'before' }, 10);
    stage.slack.fault('apps.connections.open', { kind: 'slow', ms: 300 });
    stage.slack.dropSockets();
    await stage.slack.until('thirty refusals', () => connections() >= before + 30, WAIT_MS);
    expect(await readyz()).toEqual([200, { slack: true, store: true }]);
    monotonic += 10_000;
    expect(await readyz()).toEqual([503, { slack: false, store: true }]);
    await connected(1);
    expect(await readyz()).toEqual([200, { slack: true, store: true }]);
  });
});

describe('a stop while it reconnects', () => {
  test('plain Bolt leaves a live connection behind', async () => {
    const { apiUrl: slackApiUrl, botToken: token, appToken } = stage.slack;
    const receiver = new SocketModeReceiver({
      appToken,
      clientPingTimeout: RECONNECT_MS,
      installerOptions: { clientOptions: { slackApiUrl } },
    });
    const app = new App({ token, receiver, clientOptions: { slackApiUrl }, deferInitialization: true });
    await app.init();
    await app.start();
    stage.slack.fault('apps.connections.open', { kind: 'slow', ms: 300 });
    const reconnecting = new Promise((resolve) => receiver.client.once('reconnecting', resolve));
    const back = new Promise((resolve) => receiver.client.once('connected', resolve));
    stage.slack.dropSockets();
    await reconnecting;
    await app.stop();
    await connected(1);
    // Before its hello, disconnecting would make the client's own start reject, with nothing and to nobody.
    await back;
    await receiver.client.disconnect();
  });

  test('the bot closes what it was granted too late', async () => {
    const reconnecting = Promise.withResolvers<void>();
    await stage.start({}, (outside) => ({
      ...outside,
      pause: async () => {
        await new Promise(setImmediate);
        setImmediate(reconnecting.resolve);
      },
    }));
    const before = connections();
    stage.slack.fault('apps.connections.open', { kind: 'slow', ms: 300 });
    stage.slack.dropSockets();
    await reconnecting.promise;
    await stage.stop();
    await stage.slack.until('the connection that was granted', () => connections() > before, WAIT_MS);
    await connected(0);
  });
});
