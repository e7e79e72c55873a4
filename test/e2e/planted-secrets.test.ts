import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { useDatabase } from '../store/support/database.ts';
import { openFolder } from '../support/folder.ts';
import { type BotProcess, startBot } from '../support/process.ts';
import { ROOT } from '../support/source.ts';
import { useStage } from '../support/use-stage.ts';
import { seenIn } from './support/seen-in.ts';

// Secrets that nobody would take for one by their shape, and everything that fails: none is seen anywhere.

const KEYS = {
  accessKeyId: 'ASIAPLANTEDPLANTED01',
  secretAccessKey: 'planted/secret+access.key0123456789',
  sessionToken: 'IQoJb3JpZ2lu+planted/sessionToken0123==',
};
const PROXY_PASSWORD = 'planted@proxy/password';
const SIGNING_KEY = String(
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
);
/** What of the key is secret: between its first and its last line, which say what it is. */
const [, SIGNING_SECRET = ''] = SIGNING_KEY.split('\n');
const CRASH = join(import.meta.dirname, 'support/crash-entry.ts');
const MAIN = join(ROOT, 'src/main.ts');
const tool = (name: string, ...args: string[]) => [join(ROOT, `src/tools/${name}.ts`), ...args];

/** What AWS says to a wrong signature: the headers that were signed, among them the session token. */
const WRONG_SIGNATURE = `The request signature we calculated does not match. The Canonical String for this request should have been 'POST\n/\n\nhost:127.0.0.1\nx-amz-date:20261129T090000Z\nx-amz-security-token:${KEYS.sessionToken}\n'`;

describe.each(['sqlite', 'postgres'] as const)('on %s, no secret is seen', (engine) => {
  const database = useDatabase(engine);
  const mode = engine === 'sqlite' ? 'socket' : 'http';
  const { stage, until, firstCard } = useStage({
    mode,
    faults: 'Slack is made to refuse, and the bot to crash.',
  });
  let folder: ReturnType<typeof openFolder>;
  let bot: BotProcess | undefined;
  beforeEach(() => {
    folder = openFolder('planted-');
    bot = undefined;
  });
  afterEach(async () => {
    await bot?.end('SIGKILL');
    folder.remove();
  });

  const file = (name: string, text: string) => {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    return path;
  };

  /** Every secret where it may stand: on SQLite in the environment, on PostgreSQL in files. */
  function planted(): Record<string, string> {
    const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...env } = stage.env;
    const { accessKeyId, secretAccessKey, sessionToken } = KEYS;
    const common = {
      ...env,
      LOG_LEVEL: 'trace',
      BOT_OWNER: stage.cast.olga.id,
      HTTPS_PROXY: `http://bot:${encodeURIComponent(PROXY_PASSWORD)}@127.0.0.1:9`,
      NO_PROXY: '127.0.0.1',
    };
    if (engine === 'sqlite')
      return {
        ...common,
        DATABASE_URL: database.url,
        AUDIT_SIGNING_KEY: SIGNING_KEY.trim().replaceAll('\n', '\\n'),
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_SESSION_TOKEN: sessionToken,
      };
    const {
      SLACK_BOT_TOKEN = '',
      SLACK_SIGNING_SECRET = '',
      DATABASE_URL: ___,
      ...rest
    } = common as Record<string, string>;
    return {
      ...rest,
      SLACK_BOT_TOKEN_FILE: file('bot-token', `${SLACK_BOT_TOKEN}\n`),
      SLACK_SIGNING_SECRET_FILE: file('signing-secret', `${SLACK_SIGNING_SECRET}\n`),
      DATABASE_URL_FILE: file('database-url', `${database.url}\n`),
      AUDIT_SIGNING_KEY_FILE: file('audit-signing-key', SIGNING_KEY),
      AWS_SHARED_CREDENTIALS_FILE: file(
        'credentials',
        `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\naws_session_token = ${sessionToken}\n`,
      ),
    };
  }

  const secrets = () => [
    stage.slack.botToken,
    mode === 'socket' ? stage.slack.appToken : stage.slack.signingSecret,
    KEYS.secretAccessKey,
    KEYS.sessionToken,
    PROXY_PASSWORD,
    SIGNING_SECRET,
    ...(engine === 'postgres' ? [new URL(database.url).password] : []),
  ];

  /** Those that the bot is given; keys of a profile are between its file and the SDK, and none of its words has them. */
  const known = () =>
    secrets().filter((secret) => engine === 'sqlite' || !Object.values(KEYS).includes(secret));

  test('whatever fails while it runs, at the lowest level of the log', async () => {
    stage.aws.addCredentials({ ...KEYS, accountId: stage.aws.accountId });
    const port = await freePort();
    const env = { ...planted(), OPERATOR_PORT: String(port), PLANTED: known().join(' ') };
    const running = await startBot(env, folder.path, ['--import', CRASH, MAIN]);
    bot = running;
    const logged = (text: string) => until(text, () => running.stderr().includes(text) || undefined);
    const ask = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();

    await stage.order();
    const card = await firstCard();
    // AWS refuses in words that repeat what was signed.
    for (const operation of ['DescribeInterconnects', 'GetCallerIdentity'])
      stage.aws.fault(
        operation,
        { kind: 'error', name: 'SignatureDoesNotMatch', status: 403, message: WRONG_SIGNATURE },
        1_000,
      );
    await stage.cast.lee.press(card, 'Approve');
    await until(
      'the refusal',
      () => /signature/i.test(stage.cardStatus() + stage.thread().join()) || undefined,
    );
    const { botToken } = stage.slack;
    stage.slack.fault(
      'chat.postMessage',
      { kind: 'error', error: 'token_revoked', messages: [`token ${botToken}`] },
      3,
    );
    stage.slack.fault('chat.update', { kind: 'error', error: `invalid_auth ${botToken}` }, 3);
    await stage.cast.erin.slash('/interconnect', 'list', stage.lobby);

    const junk = JSON.stringify({
      type: 'block_actions',
      token: botToken,
      response_url: 'https://hooks.slack.com/actions/T1/2/plantedPath',
      secrets: secrets(),
    });
    if (mode === 'socket') {
      stage.slack.sendFrame(`${secrets().join(' ')} {`);
      stage.slack.sendFrame(
        JSON.stringify({ type: 'interactive', envelope_id: 'e-1', payload: JSON.parse(junk) }),
      );
    } else {
      await stage.slack.send(JSON.parse(junk));
      await stage.slack.send(JSON.parse(junk), { signature: `v0=${stage.slack.signingSecret}` });
    }
    // The database is there and holds nothing that the bot knows.
    const lost = () => database.sql('alter table requests rename to lost');
    // SQLite says no while another writes.
    await expect
      .poll(() =>
        lost().then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await stage.cast.lin.press(card, 'Reject').catch(() => undefined);
    await logged('requests');
    const pages = await Promise.all(['/healthz', '/readyz', '/metrics'].map(ask));
    process.kill(running.child.pid ?? 0, 'SIGUSR2');
    expect(await running.exited).toBe(1);
    await logged('"msg":"uncaughtException"');

    const told = stage.slack.calls().map(({ method, args }) => `${method} ${JSON.stringify(args)}`);
    expect(told.join()).toContain('chat.postMessage');
    const places = {
      stdout: running.stdout(),
      stderr: running.stderr(),
      pages: pages.join('\n'),
      slack: told.join('\n'),
    };
    for (const [place, text] of Object.entries(places))
      expect([place, seenIn(text, [...secrets(), 'plantedPath'])]).toEqual([place, []]);
    // It was there to be seen.
    expect(running.stderr()).toContain('crashed with ***');
  });
});

describe('no secret is seen', () => {
  const token = 'xoxb-planted-0123456789';
  const secret = 'planted.signing+secret/0123';
  const env: Record<string, string> = {
    LOG_LEVEL: 'trace',
    APPROVAL_CHANNEL: 'C0123456789',
    APPROVERS: 'S0123456789',
    AWS_REGION: 'us-east-1',
    SLACK_BOT_TOKEN: token,
    SLACK_SIGNING_SECRET: secret,
    DATABASE_URL: 'postgres://bot:planted-database-password@127.0.0.1:1/bot',
    DATABASE_WAIT_SECONDS: '0',
    HTTPS_PROXY: `http://bot:${encodeURIComponent(PROXY_PASSWORD)}@127.0.0.1:9`,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    AWS_SESSION_TOKEN: KEYS.sessionToken,
    AUDIT_SIGNING_KEY: SIGNING_KEY,
  };
  const all = [
    token,
    secret,
    'planted-database-password',
    PROXY_PASSWORD,
    SIGNING_SECRET,
    ...Object.values(KEYS).slice(1),
  ];

  test.each<[string, string[], Record<string, string>, string]>([
    ['a token in the wrong place', [MAIN], { SLACK_BOT_TOKEN: secret }, 'SLACK_BOT_TOKEN: '],
    [
      'a file that is none',
      [MAIN],
      { SLACK_BOT_TOKEN: '', SLACK_BOT_TOKEN_FILE: token },
      'SLACK_BOT_TOKEN_FILE: ',
    ],
    [
      'a key that is none',
      [MAIN],
      { AUDIT_SIGNING_KEY: SIGNING_KEY.replace('PRIVATE', 'SECRET') },
      'AUDIT_SIGNING_KEY: ',
    ],
    ['a database that is away', [MAIN], {}, 'DATABASE_URL: '],
    ['the same, for the terminal', tool('bot', 'list'), {}, 'DATABASE_URL: '],
    ['the same, for the audit', tool('audit', 'verify'), {}, 'DATABASE_URL: '],
    ['the same, for a migration', tool('migrate'), {}, 'DATABASE_URL: '],
    [
      'the same, for the doctor',
      tool('doctor', '--fix-hints'),
      { AWS_EC2_METADATA_DISABLED: 'true' },
      'Database: ',
    ],
  ])('at the start: %s', (_, args, changes, said) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: import.meta.dirname,
      env: { ...env, ...changes },
      encoding: 'utf8',
    });
    expect([status, stdout + stderr]).toEqual([expect.any(Number), expect.stringContaining(said)]);
    expect(status).toBeGreaterThan(0);
    expect(seenIn(stdout + stderr, all)).toEqual([]);
  });
});
