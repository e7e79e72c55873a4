import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../support/stage.ts';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');
const END_MS = 15_000;

type Env = Record<string, string | undefined>;

let stage: Stage;
let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
  stage = await openStage();
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  env = { ...stage.env, PATH: process.env.PATH ?? '' };
});
afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How one start of the bot went. */
interface Start {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the bot in a folder of its own; sends SIGTERM once it is ready, and waits until it has ended. */
async function start(changes: Env, dotEnv?: string): Promise<Start> {
  const cwd = mkdtempSync(join(folder, 'cwd-'));
  if (dotEnv !== undefined) writeFileSync(join(cwd, '.env'), dotEnv);
  const database = `file:${join(cwd, 'bot.db')}`;
  const set = Object.entries({ ...env, DATABASE_URL: database, ...changes }).filter(
    ([, value]) => value !== undefined,
  );
  const child = spawn(process.execPath, [MAIN], {
    cwd,
    env: Object.fromEntries(set),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: END_MS,
    killSignal: 'SIGKILL',
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part) => {
    stdout += part;
    if (stdout.includes('Ready:')) child.kill('SIGTERM');
  });
  child.stderr.on('data', (part) => {
    stderr += part;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** The one line on standard error of a start that could not go on; checks that there is nothing else. */
async function refusal(changes: Env): Promise<string> {
  const { code, stdout, stderr } = await start(changes);
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).not.toMatch(/xox[a-z]-\w|xapp-\w|secret|^\s+at /m);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  return stderr.trimEnd();
}

describe('a start that can not go on ends with one line that says what to do, and 1', () => {
  test.each<[string, () => Env]>([
    [
      "SLACK_BOT_TOKEN: Slack doesn't know this token. Copy it again from OAuth & Permissions.",
      () => ({ SLACK_BOT_TOKEN: 'xoxb-wrong' }),
    ],
    [
      'APPROVAL_CHANNEL: the bot is not in #lonely. Invite it there: /invite @interconnect-bot.',
      () => ({ APPROVAL_CHANNEL: stage.slack.addChannel({ name: 'lonely', withBot: false }).id }),
    ],
    [
      'APPROVAL_CHANNEL: C0NOWHERE00 is not a channel the bot can see. Check the ID, and invite the bot: /invite @interconnect-bot.',
      () => ({ APPROVAL_CHANNEL: 'C0NOWHERE00' }),
    ],
    [
      'APPROVAL_CHANNEL: #closed is archived. Unarchive it or name another.',
      () => {
        const channel = stage.slack.addChannel({ name: 'closed' });
        channel.isArchived = true;
        return { APPROVAL_CHANNEL: channel.id };
      },
    ],
    [
      'APPROVERS: S0NOBODY000 is not known in this workspace. Check the ID.',
      () => ({ APPROVERS: 'S0NOBODY000' }),
    ],
    [
      'APPROVERS: U0NOBODY000 is not known in this workspace. Check the ID.',
      () => ({ APPROVERS: 'U0NOBODY000' }),
    ],
    [
      `APPROVERS: "net-leads" is not an ID. Use the group's ID (S...) or the person's (U...).`,
      () => ({ APPROVERS: 'net-leads' }),
    ],
    [
      'QUORUM: 3 is more than the 2 people in APPROVERS. Lower it or name more approvers.',
      () => ({ QUORUM: '3' }),
    ],
    [
      'DATABASE_URL: is neither file:PATH nor postgres://.... Correct it or leave it out for file:data/interconnect-bot.db.',
      () => ({ DATABASE_URL: 'mysql://bot:secret@db/bot' }),
    ],
    [
      'SLACK_SIGNING_SECRET: has no effect in Socket Mode. Remove it, or remove SLACK_APP_TOKEN for HTTP mode.',
      () => ({ SLACK_SIGNING_SECRET: 'secret' }),
    ],
    [
      'CREATE_DEADLINE_SECONDS: "soon" is not a whole number from 1 to 120. Correct it or leave it out.',
      () => ({ CREATE_DEADLINE_SECONDS: 'soon' }),
    ],
  ])('%s', async (line, changes) => {
    expect(await refusal(changes())).toBe(line);
  });

  test('an app token that Slack does not know', async () => {
    expect(await refusal({ SLACK_APP_TOKEN: 'xapp-wrong' })).toMatch(/^SLACK_APP_TOKEN: /);
  });

  test('a Slack that can not be reached', async () => {
    expect(await refusal({ SLACK_API_URL: 'http://127.0.0.1:1/api/' })).toBe(
      "SLACK_API_URL: Slack can't be reached (ECONNREFUSED). Check the network and the address.",
    );
  });

  test('a file that can not be written', async () => {
    expect(await refusal({ DATABASE_URL: 'file:/proc/nowhere/bot.db' })).toMatch(
      /^DATABASE_URL: the database can't be used \(.+\)\. Check the path, the address and the rights\.$/,
    );
  });

  test('a database server that does not answer', async () => {
    expect(await refusal({ DATABASE_URL: 'postgres://bot:secret@127.0.0.1:1/bot' })).toMatch(
      /^DATABASE_URL: the database can't be used \(.+\)\. Check the path, the address and the rights\.$/,
    );
  });

  test.each<[string, Env]>([
    ['Socket Mode', {}],
    ['HTTP mode', { SLACK_APP_TOKEN: undefined, SLACK_SIGNING_SECRET: 'secret' }],
  ])('a port that is taken, in %s', async (_mode, changes) => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const address = other.address();
    const port = String(typeof address === 'object' && address ? address.port : 0);
    try {
      const line = await refusal({ ...changes, PORT: port });
      expect(line).toBe(`PORT: ${port} can't be listened on (EADDRINUSE). Choose another.`);
    } finally {
      other.close();
    }
  });

  test('a token pasted into the wrong variable is not shown', async () => {
    expect(await refusal({ APPROVAL_CHANNEL: 'xoxb-1-pasted' })).toBe(
      `APPROVAL_CHANNEL: "xoxb-***" is not an ID. Use the channel's ID (C...), at the end of its details in Slack.`,
    );
  });
});

describe('a good start', () => {
  const ready = (account: string, regions: string) =>
    `Ready: Socket Mode, @interconnect-bot in Sandbox, approvals in #net-approvals, ${account}, ${regions}, 0 open requests.\n`;

  test('says in one line what it is connected to, and SIGTERM ends it with 0', async () => {
    const { code, stdout, stderr } = await start({ AWS_REGIONS: 'us-east-1,us-west-2' });
    const line = ready(`account ${stage.aws.accountId}`, 'Regions us-east-1, us-west-2');
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: line, stderr: '' });
  });

  test('needs no AWS', async () => {
    const nowhere = 'http://127.0.0.1:1';
    const { code, stdout } = await start({
      AWS_ENDPOINT_URL_DIRECT_CONNECT: nowhere,
      AWS_ENDPOINT_URL_STS: nowhere,
      AWS_REGIONS: 'us-east-1,us-west-2',
    });
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: ready('account not known', 'Regions us-east-1, us-west-2'),
    });
  });

  test('reads .env, which loses to the environment', async () => {
    const dotEnv = 'QUORUM=99\nAPPROVERS=net-leads\n';
    const { code, stderr } = await start({ APPROVERS: undefined, QUORUM: '1' }, dotEnv);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `APPROVERS: "net-leads" is not an ID. Use the group's ID (S...) or the person's (U...).\n`,
    });
  });
});
