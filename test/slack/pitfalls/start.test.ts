import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { App } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../../../bench/free-port.ts';
import { useStage } from '../../support/use-stage.ts';
import { type Child, startChild } from './support/child.ts';

// Each pair: how a start goes wrong in plain Bolt, and how the bot's goes.

const MAIN = resolve(import.meta.dirname, '../../../src/main.ts');
const END_MS = 15_000;

const { stage } = useStage();
let child: Child | undefined;
let taken: Server | undefined;
afterEach(async () => {
  taken?.close();
  taken = undefined;
  await child?.end();
  child = undefined;
});

const startPlain = (changes: Record<string, string>) => {
  const { botToken: token, appToken, apiUrl: slackApiUrl } = stage.slack;
  child = startChild('guarded-bolt.ts', { token, appToken, slackApiUrl, ...changes });
  return child;
};
/** Rejects with exit code and output: the starts here can't go on. */
const startOurs = (changes: Record<string, string>) =>
  promisify(execFile)(process.execPath, [MAIN], {
    cwd: dirname(stage.env.DATABASE_URL?.slice('file:'.length) ?? ''),
    env: { PATH: process.env.PATH ?? '', ...stage.env, ...changes },
    timeout: END_MS,
  });
const takePort = async (): Promise<string> => {
  const port = await freePort();
  taken = createServer().listen(port);
  await once(taken, 'listening');
  return String(port);
};
const opened = () => stage.slack.calls('apps.connections.open').map(({ error }) => error);

describe('headers of our own in clientOptions', () => {
  test('plain Bolt asks for its connection with the wrong token', async () => {
    const { botToken: token, appToken, apiUrl: slackApiUrl } = stage.slack;
    const clientOptions = { slackApiUrl, headers: { 'x-app': 'interconnect' } };
    const app = new App({ token, appToken, socketMode: true, clientOptions, deferInitialization: true });
    await app.init();
    app.start().catch(() => undefined);
    await stage.slack.until('the refusal', () => opened().includes('not_allowed_token_type'));
    await app.stop();
    expect(stage.slack.sockets()).toBe(0);
  });

  test('the bot shares no options between its clients, and is connected', async () => {
    await stage.start();
    expect(opened()).toEqual([undefined]);
    expect(stage.slack.sockets()).toBe(1);
  });
});

describe('a bot token that Slack does not know', () => {
  const TOKEN = 'xoxb-wrong';

  test('ends the process of plain Bolt past its try and its error handler', async () => {
    const plain = startPlain({ token: TOKEN });
    await expect(plain.said('caught')).rejects.toThrow('ended with 1');
    expect(plain.stderr()).toContain('invalid_auth');
  });

  test('ends the start of the bot with one line', async () => {
    await expect(startOurs({ SLACK_BOT_TOKEN: TOKEN })).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: "SLACK_BOT_TOKEN: Slack doesn't know this token. Copy it again from OAuth & Permissions.\n",
    });
  });
});

describe('a port that is taken', () => {
  test('ends the process of plain Bolt past its try and its error handler', async () => {
    const plain = startPlain({ port: await takePort() });
    await expect(plain.said('caught')).rejects.toThrow('ended with 1');
    expect(plain.stderr()).toContain('EADDRINUSE');
  });

  test('ends the start of the bot with one line', async () => {
    const port = await takePort();
    const http = { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: 'a-signing-secret' };
    await expect(startOurs({ ...http, PORT: port })).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: `PORT: ${port} can't be listened on (EADDRINUSE). Choose another.\n`,
    });
  });
});
