import { SocketModeClient } from '@slack/socket-mode';
import { LogLevel } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Workspace } from '../../../sandbox/workspace/index.ts';
import { seeded } from '../../support/seeded.ts';
import { populate } from './bot.ts';
import { callRaw } from './support.ts';

let workspace: Workspace;
let erin: string;
const clients: SocketModeClient[] = [];

beforeEach(async () => {
  ({ workspace, erin } = await populate());
});
afterEach(async () => {
  for (const client of clients.splice(0)) {
    client.removeAllListeners('error');
    await client.disconnect();
  }
  await workspace.close();
});

/** Slack's own client, which acks all that comes; `seen` are the texts of the commands. */
async function connect(clientPingTimeout = 1000): Promise<{ seen: string[] }> {
  const client = new SocketModeClient({
    appToken: workspace.appToken,
    clientPingTimeout,
    clientOptions: { slackApiUrl: workspace.apiUrl },
    logLevel: LogLevel.ERROR,
  });
  clients.push(client);
  const seen: string[] = [];
  client.on('slash_commands', async ({ ack, body }) => {
    seen.push(body.text);
    await ack();
  });
  await client.start();
  return { seen };
}

/** One connection without a client's manners. */
async function plainSocket(): Promise<WebSocket> {
  const answer = await callRaw(workspace, 'apps.connections.open', {}, workspace.appToken);
  const { url } = (await answer.json()) as { url: string };
  return new WebSocket(url);
}

test('refused connections get HTTP 403, and the next one is taken', async () => {
  workspace.refuseSockets(2);
  for (let time = 0; time < 2; time += 1) {
    const socket = await plainSocket();
    const status = new Promise((resolve) =>
      socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode)),
    );
    expect(await status).toBe(403);
  }
  expect(workspace.socketTickets()).toBe(0);
  const taken = await plainSocket();
  const first = await new Promise((resolve) => taken.once('message', (data) => resolve(String(data))));
  expect(first).toContain('"type":"hello"');
  expect([workspace.socketTickets(), workspace.sockets()]).toEqual([1, 1]);
});

test('a muted connection stays open and silent, and deliveries go to the next one', async () => {
  const muted = await plainSocket();
  await new Promise((resolve) => muted.once('message', resolve));
  workspace.muteSockets();
  expect(workspace.sockets()).toBe(0);
  const heard: string[] = [];
  muted.on('pong', () => heard.push('pong'));
  muted.on('message', () => heard.push('message'));
  muted.on('close', () => heard.push('close'));
  muted.ping();

  const { seen } = await connect();
  expect([workspace.socketTickets(), workspace.sockets()]).toEqual([2, 1]);
  expect((await workspace.as(erin).slash('/ping', 'after')).acked).toBe(true);
  expect(seen).toEqual(['after']);
  expect(heard).toEqual([]);
  expect(muted.readyState).toBe(WebSocket.OPEN);
});

test('ghosts stay counted, and get their share of the payloads, which is lost', async () => {
  const dead = await plainSocket();
  await new Promise((resolve) => dead.once('message', resolve));
  const heard: string[] = [];
  dead.on('message', () => heard.push('message'));
  workspace.muteSockets('ghosts');
  dead.terminate();
  expect(workspace.sockets()).toBe(0);
  const person = workspace.as(erin);
  expect((await person.slash('/ping', 'to nobody')).acked).toBe(false);
  const next = await plainSocket();
  const hello = await new Promise((resolve) =>
    next.once('message', (data) => resolve(JSON.parse(String(data)))),
  );
  expect(hello).toMatchObject({ type: 'hello', num_connections: 2 });
  next.on('message', (data) => {
    const { envelope_id } = JSON.parse(String(data)) as { envelope_id: string };
    next.send(JSON.stringify({ envelope_id }));
  });
  const clicks = await Promise.all([person.slash('/ping', 'one'), person.slash('/ping', 'other')]);
  expect(clicks.map(({ acked }) => acked).sort()).toEqual([false, true]);
  workspace.endGhosts();
  expect((await person.slash('/ping', 'again')).acked).toBe(true);
  expect((await person.slash('/ping', 'and again')).acked).toBe(true);
  expect(heard).toEqual([]);
});

test('an eleventh connection is taken, told that they are too many, and ended', async () => {
  const ten = await Promise.all(Array.from({ length: 10 }, plainSocket));
  await workspace.until('ten', () => workspace.sockets() === 10);
  const eleventh = await plainSocket();
  const words: unknown[] = [];
  eleventh.on('message', (data) => words.push(JSON.parse(String(data))));
  await new Promise((resolve) => eleventh.once('close', resolve));
  expect(words).toEqual([expect.objectContaining({ type: 'disconnect', reason: 'too_many_websockets' })]);
  expect(workspace.sockets()).toBe(10);
  for (const socket of ten) socket.terminate();
});

test('asked to leave, a client may stay for a moment, and is then ended', async () => {
  const socket = await plainSocket();
  await new Promise((resolve) => socket.once('message', resolve));
  const goodbye = new Promise((resolve) => socket.once('message', (data) => resolve(String(data))));
  const ended = new Promise((resolve) => socket.once('close', resolve));
  workspace.refreshSockets('warning');
  expect(await goodbye).toContain('"reason":"warning"');
  expect([workspace.sockets(), socket.readyState]).toEqual([1, WebSocket.OPEN]);
  await ended;
  await workspace.until('none', () => workspace.sockets() === 0);
});

test('the real client notices that it is muted, and returns', async () => {
  const { seen } = await connect(400);
  await workspace.until('a connection', () => workspace.sockets() === 1);
  workspace.muteSockets();
  expect(await workspace.as(erin).slash('/ping', 'lost')).toMatchObject({
    problem: 'the bot has no connection open',
  });
  await workspace.until('its return', () => workspace.sockets() === 1);
  expect(workspace.socketTickets()).toBe(2);
  await workspace.as(erin).slash('/ping', 'found');
  expect(seen).toEqual(['found']);
});

test('by chance a delivery comes twice, or its connection is dropped once it is acked', async () => {
  const { seen } = await connect();
  const person = workspace.as(erin);
  workspace.weather({ share: 0, twice: 0.5, random: seeded(3) });
  for (let time = 0; time < 40; time += 1) await person.slash('/ping', String(time));
  const { twice = 0 } = workspace.struck();
  expect(twice).toBeGreaterThan(10);
  expect(twice).toBeLessThan(30);
  await workspace.until('all of them', () => seen.length === 40 + twice);

  workspace.weather({ share: 0, dropped: 1 });
  expect((await person.slash('/ping', 'last')).acked).toBe(true);
  expect(workspace.sockets()).toBe(0);
  workspace.weather(undefined);
  await workspace.until('its return', () => workspace.sockets() === 1);
  expect((await person.slash('/ping', 'again')).acked).toBe(true);
  expect(workspace.struck()).toEqual({ twice, dropped: 1 });
  expect(workspace.sockets()).toBe(1);
});

test('a delivery that was asked for twice counts too', async () => {
  const { seen } = await connect();
  workspace.deliverTwice();
  expect(workspace.trouble().twice).toBe(1);
  await workspace.as(erin).slash('/ping', 'x');
  await workspace.until('both', () => seen.length === 2);
  expect(workspace.trouble().twice).toBe(0);
  expect(workspace.struck()).toEqual({ twice: 1 });
});
