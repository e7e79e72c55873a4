import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../../bench/free-port.ts';
import { sign } from '../../../sandbox/workspace/delivery/http.ts';
import { startWorkspace, type Workspace } from '../../../sandbox/workspace/index.ts';
import { type BoltApp, createBolt, type SlackConnection } from '../../../src/slack/connection/bolt.ts';
import { tracer } from '../../../src/tracing/tracer.ts';

// A stop and what arrives while it closes: whatever is acked gets its answer, and nothing else is done.

const SECRET = 'a secret';

let slack: Workspace;
let bolt: BoltApp;
/** What was taken, and what was answered after its ack. */
let taken: number;
let answered: number;
/** Lets the answers go. */
let letAnswer: () => void;
beforeEach(async () => {
  slack = await startWorkspace();
  taken = 0;
  answered = 0;
});
afterEach(async () => {
  letAnswer();
  await bolt.stop();
  await slack.close();
});

async function start(connection: SlackConnection['connection'], port = 0): Promise<void> {
  const gate = Promise.withResolvers<void>();
  letAnswer = gate.resolve;
  bolt = createBolt(
    { botToken: slack.botToken, apiUrl: slack.apiUrl, connection, port },
    {
      log: pino({ level: 'silent' }),
      meter: { acked: () => undefined, slackCall: () => undefined },
      tracer,
      routes: [],
      monotonic: () => performance.now(),
      random: () => 0.5,
      // HTTP mode gives nothing up here; Socket Mode reconnects at once.
      pause: () => (connection.mode === 'http' ? new Promise(() => undefined) : Promise.resolve()),
      bot: { id: 'B1', userId: slack.botUserId },
      home: { appId: undefined, teamId: undefined, enterpriseId: undefined },
      onHello: () => undefined,
      onFatal: () => undefined,
    },
  );
  const app: App = bolt.app;
  app.command('/interconnect', async ({ ack }) => {
    taken += 1;
    await ack();
    await gate.promise;
    answered += 1;
  });
  await bolt.start();
}

test('HTTP mode: a click that arrives while the server closes is answered before the stop is over', async () => {
  const port = await freePort();
  await start({ mode: 'http', signingSecret: SECRET }, port);
  const body = 'command=%2Finterconnect&user_id=U1&team_id=T1&trigger_id=1.2.3';
  const timestamp = Math.floor(Date.now() / 1000);
  const socket = connect(port, '127.0.0.1');
  const gone = once(socket, 'close');
  let heard = '';
  socket.on('data', (data) => {
    heard += data.toString();
  });
  socket.write(
    `POST /slack/events HTTP/1.1\r\nHost: bot\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nX-Slack-Request-Timestamp: ${timestamp}\r\nX-Slack-Signature: ${sign(SECRET, timestamp, body)}\r\n\r\n`,
  );
  const { promise: head, resolve } = Promise.withResolvers<void>();
  socket.write(body.slice(0, 10), () => resolve());
  await head;
  await isListening(port);
  let over = false;
  const stopping = bolt.stop().then(() => {
    over = true;
  });
  await expect.poll(() => isListening(port)).toBe(false);
  socket.write(body.slice(10));
  await expect.poll(() => heard).toContain('200 OK');
  await gone;
  expect({ taken, answered, over }).toEqual({ taken: 1, answered: 0, over: false });
  letAnswer();
  await stopping;
  expect(answered).toBe(1);
});

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1');
    probe.once('connect', () => resolve(true)).once('error', () => resolve(false));
    probe.once('connect', () => probe.destroy());
  });
}

test('Socket Mode: a click that comes by a connection which was being opened meanwhile is neither acked nor done', async () => {
  await start({ mode: 'socket', appToken: slack.appToken });
  const lobby = slack.addChannel({ name: 'lobby' }).id;
  const erin = slack.as(slack.addUser({ name: 'erin' }).id);
  slack.fault('apps.connections.open', { kind: 'slow', ms: 300 });
  slack.refreshSockets();
  await slack.until('another connection is asked for', () => slack.struck().slow);
  await bolt.stop();
  await slack.until('none is open', () => slack.sockets() === 0);
  // The click has to be there with Slack's hello.
  while (slack.sockets() === 0) await setImmediate();
  const { acked } = await erin.slash('/interconnect', '', lobby);
  expect({ acked, taken }).toEqual({ acked: false, taken: 0 });
});
