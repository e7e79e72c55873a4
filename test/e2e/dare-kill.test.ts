import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import type { Message, View } from '../../sandbox/control/view.ts';
import type { Json } from '../../sandbox/workspace/types.ts';

// The demo as a visitor starts it, worked by its control API alone.

const MAIN = resolve(import.meta.dirname, '../../demo/main.ts');
/** Two starts of the bot, however busy the machine is. */
const LIMIT_MS = 120_000;
const PATIENCE = { timeout: 60_000 };

let demo: ChildProcess | undefined;
afterEach(() => {
  demo?.kill('SIGKILL');
});

test('a bot that is killed in its call is started again, and takes the port over', {
  timeout: LIMIT_MS,
}, async () => {
  const port = await freePort();
  const args = ['--disable-warning=ExperimentalWarning', MAIN, '--port', String(port)];
  demo = spawn(process.execPath, args, { env: { PATH: process.env.PATH }, stdio: 'ignore' });
  const ended = once(demo, 'close');
  const api = `http://127.0.0.1:${port}/api/v1`;
  const view = async () => (await (await fetch(`${api}/state?as=erin`)).json()) as View;
  const post = async (panel: string, body: Json) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${api}/${panel}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(await answer.json()).toEqual({});
  };
  const act = (kind: string, details: Json) => post('act', { as: 'erin', kind, ...details });
  const form = async () => JSON.stringify((await view()).modal);
  const bots = async () => (await view().catch(() => undefined))?.bots?.bots.map(({ state }) => state);

  await expect.poll(bots, PATIENCE).toEqual(['ready']);
  const { main } = await view();
  await act('write', { text: '/interconnect', channel: main });
  await expect.poll(form, PATIENCE).toContain('"location');
  await act('choose', { block: 'location', value: 'EqDC2', query: 'EqDC2' });
  await expect.poll(form, PATIENCE).toContain('bandwidth:EqDC2');
  await act('choose', { block: 'bandwidth', value: '10Gbps' });
  await expect.poll(form, PATIENCE).toContain('lag:EqDC2:10Gbps');
  await act('type', { block: 'name', text: 'dc2-core-01' });
  await act('type', { block: 'reason', text: 'New core' });
  await act('submit', {});
  const cards = async (): Promise<Message[]> =>
    (await view()).conversations.find(({ id }) => id === main)?.messages ?? [];
  await expect.poll(cards, PATIENCE).toHaveLength(1);
  const [card] = await cards();

  await post('dare', { kind: 'arm', scenario: 'kill-in-call' });
  await post('act', { as: 'lee', kind: 'press', channel: main, ts: card?.ts, button: 'Approve' });
  const course = async () => (await view()).dare.find(({ id }) => id === 'kill-in-call');
  await expect.poll(async () => (await course())?.stage, PATIENCE).toBe('settled');
  expect(await course()).toMatchObject({
    verdict: '1 approval, 1 call, 1 port: the bot came back, found the port by its tag and took it over.',
  });
  expect((await course())?.made.join('\n')).toContain('taken over, not ordered again');
  expect(await view()).toMatchObject({
    invariant: { approvals: 1, calls: 1, madeNothing: 0, ports: 1, doubles: 0 },
    bots: { bots: [{ state: 'ready' }] },
  });
  demo.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
});
