import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DescribeInterconnectsCommand, DirectConnectClient } from '@aws-sdk/client-direct-connect';
import { App } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '../../../bench/free-port.ts';
import type { View } from '../../../sandbox/control/view.ts';
import type { Json } from '../../../sandbox/workspace/types.ts';

const MAIN = resolve(import.meta.dirname, '../../../sandbox/main.ts');
const STARTED = /by Socket Mode|signed\.|not on this machine/;

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** The sandbox as a process. */
function sandbox(...args: string[]) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let text = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (data) => {
    text += data;
  });
  child.stderr.setEncoding('utf8').on('data', (data) => {
    errors += data;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, text, errors }));
  return {
    child,
    ended,
    /** Resolves with all that it printed, once it is up. */
    started: async () => {
      await expect.poll(() => text).toMatch(STARTED);
      const exports = [...text.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]);
      return {
        text,
        env: Object.fromEntries(exports) as Record<string, string>,
        page: /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '',
      };
    },
  };
}

async function act(page: string, body: Json): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${page}/api/v1/act`, { method: 'POST', headers, body: JSON.stringify(body) });
  expect(await answer.json()).toEqual({});
}

async function viewOf(page: string): Promise<View> {
  return (await (await fetch(`${page}/api/v1/state?as=erin`)).json()) as View;
}

test('serves any Bolt app and any AWS client by what it prints, and ends by Ctrl+C', async () => {
  const { child, ended, started } = sandbox('--speed', '0');
  const { text, env, page } = await started();
  expect(text.split('\n')[0]).toBe(
    'Sandbox: embedded Slack and Direct Connect. Nothing leaves this machine.',
  );
  expect(env.AWS_DEFAULT_REGION).toBe(env.AWS_REGION);
  const app = new App({
    token: env.SLACK_BOT_TOKEN ?? '',
    appToken: env.SLACK_APP_TOKEN ?? '',
    socketMode: true,
    clientOptions: { slackApiUrl: env.SLACK_API_URL ?? '' },
  });
  app.command('/interconnect', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'Hello from Bolt' });
  });
  await app.start();
  try {
    const { main } = await viewOf(page);
    await act(page, { as: 'erin', kind: 'write', text: '/interconnect', channel: main });
    const said = async () =>
      (await viewOf(page)).conversations.flatMap(({ messages }) => messages.map((one) => one.text));
    await expect.poll(said).toEqual(['Hello from Bolt']);
  } finally {
    await app.stop();
  }
  const client = new DirectConnectClient({
    endpoint: env.AWS_ENDPOINT_URL ?? '',
    region: env.AWS_REGION ?? '',
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
  expect((await client.send(new DescribeInterconnectsCommand({}))).interconnects).toEqual([]);
  client.destroy();
  expect((await viewOf(page)).time).toMatchObject({ pace: 0 });
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 0, errors: '' });
});

test('has the addresses that --port fixes, and ends with one line where they are taken', async () => {
  const port = await freePort();
  const first = sandbox('--port', String(port));
  const { env, page } = await first.started();
  expect([page, env.SLACK_API_URL, env.AWS_ENDPOINT_URL]).toEqual([
    `http://127.0.0.1:${port}`,
    `http://127.0.0.1:${port + 1}/api/`,
    `http://127.0.0.1:${port + 2}`,
  ]);
  const { code, text, errors } = await sandbox('--port', String(port)).ended;
  expect([code, text, errors]).toEqual([1, '', expect.stringMatching(/^Port \d+ is taken/)]);
  expect(errors.trim().split('\n')).toHaveLength(1);
  first.child.kill('SIGTERM');
  expect(await first.ended).toMatchObject({ code: 0 });
});

test("takes another app's manifest: its name, commands, shortcuts, tabs, scopes and address", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  const file = join(folder, 'manifest.json');
  const manifest = {
    display_information: { name: 'Lunch' },
    features: {
      slash_commands: [{ command: '/lunch', description: 'What is there?', usage_hint: '[day]' }],
      shortcuts: [{ name: 'Eat', type: 'global', callback_id: 'eat', description: '' }],
    },
    oauth_config: { scopes: { bot: ['commands'] } },
    settings: { interactivity: { is_enabled: true, request_url: 'http://127.0.0.1:9/slack/events' } },
  };
  await writeFile(file, JSON.stringify(manifest));
  const { started } = sandbox('--manifest', file);
  const { text, page, env } = await started();
  expect(text).toContain('go to http://127.0.0.1:9/slack/events, signed.');
  expect(await viewOf(page)).toMatchObject({
    app: { name: 'Lunch' },
    commands: [{ command: '/lunch', description: 'What is there?', usageHint: '[day]' }],
    shortcuts: [{ name: 'Eat', callbackId: 'eat' }],
    homeTab: false,
  });
  const headers = { authorization: `Bearer ${env.SLACK_BOT_TOKEN}` };
  const answer = await fetch(`${env.SLACK_API_URL}chat.postMessage`, { method: 'POST', headers });
  expect(await answer.json()).toMatchObject({ error: 'missing_scope' });
  await rm(folder, { recursive: true });
});

test.each<[string, string[], RegExp]>([
  ['an unknown option', ['--prot', '1'], /^Unknown option --prot\./],
  ['a file that is not there', ['--manifest', '/nowhere.yml'], /nowhere\.yml/],
  ['a file that is no manifest', ['--manifest', resolve(MAIN, '../../package.json')], /no manifest/],
])('%s is one line, and exit code 1', async (_what, args, words) => {
  const { code, text, errors } = await sandbox(...args).ended;
  expect([code, text]).toEqual([1, '']);
  expect(errors).toMatch(words);
  expect(errors.trim().split('\n')).toHaveLength(1);
});

test('--help says what there is', async () => {
  const { code, text, errors } = await sandbox('--help').ended;
  expect([code, errors]).toEqual([0, '']);
  for (const option of ['--port', '--manifest', '--speed']) expect(text).toContain(option);
});
