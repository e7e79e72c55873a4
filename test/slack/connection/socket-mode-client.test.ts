import { readFileSync } from 'node:fs';
import { SocketModeClient } from '@slack/socket-mode';
import { LogLevel } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkspace, type Workspace } from '../../../sandbox/workspace/index.ts';
import { readFrame } from '../../../src/slack/connection/socket/frame.ts';
import { read } from '../../support/source.ts';

// What the bot relies on in Slack's own Socket Mode client. Later versions close and reconnect in other ways: whoever
// raises the version has to find these still true.

let slack: Workspace;
let client: SocketModeClient;
beforeEach(async () => {
  slack = await startWorkspace();
  client = new SocketModeClient({
    appToken: slack.appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: 20_000,
    serverPingTimeout: 60_000,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logLevel: LogLevel.ERROR,
  });
});
afterEach(async () => {
  client.disconnect().catch(() => undefined);
  await slack.close();
});

/** The client's own listener to frames, taken off. */
function own(): (data: unknown, isBinary: boolean) => unknown {
  const [listener, ...others] = client.listeners('ws_message');
  expect(others).toEqual([]);
  client.removeAllListeners('ws_message');
  return listener as (data: unknown, isBinary: boolean) => unknown;
}
const openCalls = () => slack.calls('apps.connections.open').length;

test('is pinned exactly, and the pinned version is installed', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  const manifest = new URL('../package.json', import.meta.resolve('@slack/socket-mode'));
  const found = /"version": "([^"]+)"/.exec(
    readFileSync(manifest.pathname.replace('/dist/package.json', '/package.json'), 'utf8'),
  );
  expect(dependencies['@slack/socket-mode']).toBe(found?.[1]);
});

test('start resolves at the hello that its own listener is handed, and not before', async () => {
  const listener = own();
  const frames: unknown[] = [];
  client.on('ws_message', (data: unknown) => frames.push(data));
  let started = false;
  const start = client.start().then(() => {
    started = true;
  });
  await expect.poll(() => frames.length).toBe(1);
  expect(readFrame(frames[0])).toEqual({ kind: 'hello', connections: 1 });
  expect(started).toBe(false);
  listener(frames[0], false);
  await start;
});

test('of a frame with an ID its own listener makes an ack at once, whatever the type', async () => {
  const listener = own();
  client.on('ws_message', (data: unknown) => void listener(data, false));
  await client.start();
  const acks: ((body?: unknown) => Promise<void>)[] = [];
  client.once('slack_event', ({ ack }: { ack: (body?: unknown) => Promise<void> }) => acks.push(ack));
  listener(JSON.stringify({ type: 'envelope', envelope_id: 'E-1' }), false);
  expect(acks).toHaveLength(1);
  await acks[0]?.({ a: 1 });
  await slack.until('the ack', () => slack.acked('E-1'));
});

test('its own listener dies of a frame that is no object: that is why it is not handed any', async () => {
  await expect(own()('null', false)).rejects.toThrow(TypeError);
});

test('dropped, it says so once and opens no other connection', async () => {
  await client.start();
  let gone = 0;
  client.on('disconnected', () => {
    gone += 1;
  });
  slack.dropSockets();
  await expect.poll(() => gone).toBe(1);
  expect(openCalls()).toBe(1);
});

test('disconnect ends the connection, says so, and resolves', async () => {
  await client.start();
  let gone = false;
  client.once('disconnected', () => {
    gone = true;
  });
  await client.disconnect();
  expect(gone).toBe(true);
  await slack.until('no connection', () => slack.sockets() === 0);
});
