import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { manifestScopes } from '../../sandbox/workspace/manifest.ts';
import { SettingError } from '../../src/settings/setting-error.ts';
import { StartError } from '../../src/slack/start/start-error.ts';
import { enterEnv } from '../support/sdk-env.ts';
import { useStage } from '../support/use-stage.ts';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');
const END_MS = 15_000;

/** What no line may show: tokens, passwords, stacks. */
const SECRETS = /xox[a-z]-\w|xapp-\w|secret|^\s+at /m;

/** Tries follow each other at once. */
const hurry = () => new Promise<void>((resolve) => setImmediate(resolve));

type Env = Record<string, string | undefined>;

const { stage } = useStage({ each: 'file' });
let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'start-'));
  env = { ...stage.env, PATH: process.env.PATH ?? '' };
});
afterEach(() => stage.stop());
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

/** How one start of the bot went. */
interface Start {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the bot in a folder of its own, runs `whenReady` if it says so, then sends SIGTERM; waits until it has ended. */
async function start(
  changes: Env,
  { dotEnv, whenReady }: { dotEnv?: string; whenReady?: () => Promise<void> } = {},
): Promise<Start> {
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
  const ready = Promise.withResolvers<void>();
  const closed = once(child, 'close');
  child.stdout.on('data', (part) => {
    stdout += part;
    if (stdout.includes('Ready:')) ready.resolve();
  });
  child.stderr.on('data', (part) => {
    stderr += part;
  });
  await Promise.race([ready.promise, closed]);
  if (child.exitCode === null) await whenReady?.();
  child.kill('SIGTERM');
  const [code] = (await closed) as [number | null];
  return { code, stdout, stderr };
}

/** The one line on standard error of a process that could not go on; checks that there is nothing else. */
async function refusalOfProcess(changes: Env): Promise<string> {
  const { code, stdout, stderr } = await start({ LOG_LEVEL: 'info', ...changes });
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).not.toMatch(SECRETS);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  return stderr.trimEnd();
}

/** The line that a process would say, asked of a bot in this one; checks that nothing was logged beside it. */
async function refusal(changes: Env): Promise<string> {
  const logged: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => logged.push(line) });
  const error = await stage
    .start(changes, (outside) => ({ ...outside, log, pause: hurry }))
    .then(
      () => 'It started.',
      (thrown: unknown) => thrown,
    );
  if (!(error instanceof SettingError || error instanceof StartError)) throw error;
  expect(error.message).toMatch(/^[^\n]+$/);
  expect(error.message).not.toMatch(SECRETS);
  expect(logged).toEqual([]);
  return error.message;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

describe('a start that can not go on says in one line what to do', () => {
  test.each<[string, () => Env]>([
    [
      'APPROVAL_CHANNEL: the bot is not in #lonely. Invite it there: /invite @interconnect.',
      () => ({ APPROVAL_CHANNEL: stage.slack.addChannel({ name: 'lonely', withBot: false }).id }),
    ],
    [
      'APPROVAL_CHANNEL: C0NOWHERE00 is not a channel the bot can see. Check the ID, and invite the bot: /invite @interconnect.',
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
      'SHARED_CHANNEL: #partners is shared with another organisation, which then sees every request. Name another channel, or set SHARED_CHANNEL=allowed.',
      () => ({ APPROVAL_CHANNEL: stage.slack.addChannel({ name: 'partners', isExtShared: true }).id }),
    ],
    [
      'APPROVERS: S0NOBODY000 is not known in this workspace. Check the ID.',
      () => ({ APPROVERS: 'S0NOBODY000' }),
    ],
    [
      'APPROVERS: U0NOBODY000 is not known in this workspace. Check the ID.',
      () => ({ APPROVERS: 'U0NOBODY000' }),
    ],
    [`APPROVERS: "net-leads" is not an ID. Use the group's ID (S...).`, () => ({ APPROVERS: 'net-leads' })],
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
      'CREATE_DEADLINE_SECONDS: "soon" is not a number above 0 and at most 120. Correct it or leave it out.',
      () => ({ CREATE_DEADLINE_SECONDS: 'soon' }),
    ],
  ])('%s', async (line, changes) => {
    expect(await refusal(changes())).toBe(line);
  });

  test('a scope that was not granted', async () => {
    const granted = manifestScopes();
    stage.slack.setScopes(granted.filter((scope) => scope !== 'groups:history'));
    try {
      expect(await refusal({})).toBe(
        'SLACK_BOT_TOKEN: the app lacks groups:history (finding a message whose posting was interrupted in a private channel). Install it again from manifest.yml.',
      );
    } finally {
      stage.slack.setScopes(granted);
    }
  });

  test('an app token that Slack does not know', async () => {
    expect(await refusal({ SLACK_APP_TOKEN: 'xapp-wrong' })).toMatch(/^SLACK_APP_TOKEN: /);
  });

  test('a Slack that can not be reached', async () => {
    const port = await closedPort();
    expect(await refusal({ SLACK_API_URL: `http://127.0.0.1:${port}/api/` })).toBe(
      "SLACK_API_URL: Slack can't be reached (ECONNREFUSED). Check the network and the address.",
    );
  });

  test('a port that is taken', async () => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const port = portOf(other);
    try {
      const line = await refusal({
        SLACK_APP_TOKEN: undefined,
        SLACK_SIGNING_SECRET: 'a-key',
        PORT: String(port),
      });
      expect(line).toBe(`PORT: ${port} can't be listened on (EADDRINUSE). Choose another.`);
    } finally {
      other.close();
    }
  });

  test('an address for operators that this machine does not have', async () => {
    expect(await refusal({ OPERATOR_HOST: '192.0.2.1', OPERATOR_PORT: '3001' })).toBe(
      "OPERATOR_PORT: 3001 on 192.0.2.1 can't be listened on (EADDRNOTAVAIL). Choose another.",
    );
  });

  test('a token pasted into the wrong variable is not shown', async () => {
    expect(await refusal({ APPROVAL_CHANNEL: 'xoxb-1-pasted' })).toBe(
      `APPROVAL_CHANNEL: what looks like a credential is not an ID. Use the channel's ID (C...), at the end of its details in Slack.`,
    );
  });
});

describe('a process that can not go on ends with that line, and 1', () => {
  test('a token that Slack does not know', async () => {
    expect(await refusalOfProcess({ SLACK_BOT_TOKEN: 'xoxb-wrong' })).toBe(
      "SLACK_BOT_TOKEN: Slack doesn't know this token. Copy it again from OAuth & Permissions.",
    );
  });

  test('a file that can not be written', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(await refusalOfProcess({ DATABASE_URL: `file:${file}/bot.db` })).toMatch(
      /^DATABASE_URL: the database can't be used \(.+\)\. Check the path, the address and the rights\.$/,
    );
  });

  test('a database server that does not answer', async () => {
    expect(
      await refusalOfProcess({
        DATABASE_URL: 'postgres://bot:secret@127.0.0.1:1/bot',
        DATABASE_WAIT_SECONDS: '0',
      }),
    ).toBe(
      "DATABASE_URL: the database didn't answer within 0 s (ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:1). Check that it runs, and the address; DATABASE_WAIT_SECONDS says how long a start waits for it.",
    );
  });

  test('a database that would be spoken to in the clear', async () => {
    expect(
      await refusalOfProcess({ DATABASE_URL: 'postgres://bot:secret@db.example.com/bot?sslmode=disable' }),
    ).toBe(
      'DATABASE_URL: the connection to db.example.com would not be encrypted. Take its sslmode out, or set DATABASE_TLS=off if the network encrypts by itself.',
    );
  });
});

test('a signal during the start, with Slack asked and AWS beside it, ends it at once, with 0 and without a word', async () => {
  stage.slack.fault('auth.test', { kind: 'hang' });
  const catalogs = () => stage.aws.calls('DescribeLocations').length;
  const read = catalogs();
  const cwd = mkdtempSync(join(folder, 'cwd-'));
  const child = spawn(process.execPath, [MAIN], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: END_MS,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      said += part;
    });
  }
  const closed = once(child, 'close');
  await stage.slack.until('the first call', () => (stage.slack.struck().hang ?? 0) > 0, END_MS);
  await stage.aws.until('the catalog is read', () => catalogs() > read, END_MS);
  const began = performance.now();
  child.kill('SIGTERM');
  const [code] = (await closed) as [number | null];
  expect({ code, said }).toEqual({ code: 0, said: '' });
  expect(performance.now() - began).toBeLessThan(3_000);
});

describe('a good start', () => {
  const ready = (account: string, regions: string) =>
    `Ready: Socket Mode, @interconnect in sandbox, approvals in #net-approvals, ${account}, ${regions}, 0 open requests.\n`;

  /** What is answered on the operators' port when asked whether all is well. */
  async function healthAt(port: number | undefined): Promise<[number, unknown][]> {
    const ask = async (path: string): Promise<[number, unknown]> => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      return [answer.status, await answer.json()];
    };
    return [await ask('/healthz'), await ask('/readyz')];
  }
  const WELL = [
    [200, { ok: true }],
    [200, { slack: true, store: true }],
  ];
  const AWS_REGIONS = 'us-east-1,us-west-2';

  test('says in one line what it is connected to, answers for its health, and SIGTERM ends it with 0', async () => {
    const port = await closedPort();
    let health: unknown;
    const whenReady = async () => {
      health = await healthAt(port);
    };
    const started = await start({ OPERATOR_PORT: String(port), AWS_REGIONS }, { whenReady });
    const line = ready(`account ${stage.aws.accountId}`, 'Regions us-east-1, us-west-2');
    expect({ ...started, health }).toEqual({ code: 0, stdout: line, stderr: '', health: WELL });
  });

  test('needs no AWS', async () => {
    const nowhere = `http://127.0.0.1:${await closedPort()}`;
    const leave = enterEnv({ AWS_ENDPOINT_URL_DIRECT_CONNECT: nowhere, AWS_ENDPOINT_URL_STS: nowhere });
    try {
      const app = await stage.start({ AWS_REGIONS });
      expect(`${app.ready}\n`).toBe(ready('account not known', 'Regions us-east-1, us-west-2'));
      expect(await healthAt(app.operatorPort())).toEqual(WELL);
      await stage.stop();
    } finally {
      leave();
    }
  });

  test('goes through a Slack that fails for a moment', async () => {
    stage.slack.fault('auth.test', { kind: 'status', status: 500, when: 'before' });
    stage.slack.fault('auth.test', { kind: 'reset', when: 'before' });
    stage.slack.fault('conversations.info', {
      kind: 'status',
      status: 429,
      when: 'before',
      retryAfter: 1,
    });
    stage.slack.fault('usergroups.list', { kind: 'status', status: 503, when: 'before' });
    stage.slack.fault('apps.connections.open', { kind: 'status', status: 500, when: 'before' });
    const app = await stage.start({}, (outside) => ({ ...outside, pause: hurry }));
    expect(`${app.ready}\n`).toBe(ready(`account ${stage.aws.accountId}`, 'Regions us-east-1'));
  });

  test('reads .env, which loses to the environment', async () => {
    const dotEnv = 'QUORUM=99\nAPPROVERS=net-leads\n';
    const { code, stderr } = await start({ APPROVERS: undefined, QUORUM: '1' }, { dotEnv });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `APPROVERS: "net-leads" is not an ID. Use the group's ID (S...).\n`,
    });
  });
});
