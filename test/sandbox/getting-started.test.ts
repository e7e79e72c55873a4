import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { startWorkspace, type Workspace } from '../../sandbox/workspace/index.ts';
import { ROOT } from '../support/source.ts';

/** Longer than a process takes to start on a busy machine. */
const PATIENCE = 100_000;

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A workspace in which the guide's app is installed: what it may do, and what it is told. */
async function installed() {
  const workspace = await startWorkspace({
    scopes: ['chat:write', 'channels:history', 'im:history'],
    features: { events: ['message.channels', 'message.im'] },
    limits: { 'ack.time': PATIENCE },
  });
  cleanups.push(() => workspace.close());
  const erin = workspace.as(workspace.addUser({ name: 'erin' }).id);
  return { workspace, erin, channel: workspace.addChannel({ name: 'general' }).id };
}

/** Runs the app as it is, with nothing but the environment to tell it where Slack is. */
function run(app: string, env: Record<string, string>): { child: ChildProcess; printed: () => string } {
  const args = [
    '--import',
    join(ROOT, 'sandbox/reroute.ts'),
    join(ROOT, 'test/sandbox/getting-started', app),
  ];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  let printed = '';
  const note = (text: Buffer) => {
    printed += text.toString();
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  cleanups.push(() => {
    child.kill('SIGKILL');
    return closed;
  });
  return { child, printed: () => printed };
}

/** Says hello, presses the button of the answer, and reads what comes of it. */
async function greet({ workspace, erin, channel }: Awaited<ReturnType<typeof installed>>): Promise<void> {
  erin.say(channel, 'hello');
  const card = await answered(workspace, () => workspace.messages(channel)[1]);
  expect(card).toMatchObject({
    user: workspace.botUserId,
    text: `Good day, <@${erin.id}>!`,
    blocks: [{ type: 'section', accessory: { action_id: 'button_click' } }],
  });
  expect(await erin.press(card, 'Press me')).toMatchObject({ acked: true, problem: undefined });
  const answer = await answered(workspace, () => workspace.messages(channel)[2]);
  expect(answer).toMatchObject({ user: workspace.botUserId, text: `<@${erin.id}> has pressed it` });
  expect(workspace.problems()).toEqual([]);
}

function answered<T>(workspace: Workspace, condition: () => T | undefined): Promise<T> {
  return workspace.until('the answer of the app', condition, PATIENCE);
}

test("Slack's getting-started app runs unchanged, in Socket Mode", { timeout: 2 * PATIENCE }, async () => {
  const scene = await installed();
  const { workspace } = scene;
  const { printed } = run('socket-mode.cjs', {
    SLACK_API_URL: workspace.apiUrl,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    PORT: String(await freePort()),
  });
  await workspace.until('its connection', () => workspace.sockets() === 1, PATIENCE);
  await greet(scene);
  expect(printed()).toContain('The app is running');
});

test("Slack's getting-started app runs unchanged, over HTTP", { timeout: 2 * PATIENCE }, async () => {
  const scene = await installed();
  const { workspace } = scene;
  const port = await freePort();
  const { printed } = run('http.cjs', {
    SLACK_API_URL: workspace.apiUrl,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_SIGNING_SECRET: workspace.signingSecret,
    PORT: String(port),
  });
  await workspace.until('that it listens', () => printed().includes('The app is running'), PATIENCE);
  workspace.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  await greet(scene);
});

test('a process that is told of no embedded Slack says so at once', async () => {
  const { child, printed } = run('socket-mode.cjs', {});
  expect((await once(child, 'close'))[0]).toBe(1);
  expect(printed()).toContain('SLACK_API_URL is not set');
});
