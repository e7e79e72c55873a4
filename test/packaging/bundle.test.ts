import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '../../bench/free-port.ts';
import { NODE_FLAGS } from '../../packaging/bundle.ts';
import { type BotProcess, startBot } from '../support/process.ts';
import { ROOT, read } from '../support/source.ts';
import { useStage } from '../support/use-stage.ts';
import { spansIn, WITH_SDK } from '../tracing/support/spans.ts';
import { useBundle } from './support/use-bundle.ts';

const bundled = useBundle();

/** Every file, with its size and when it was written. */
function files(): { path: string; size: number; mtimeMs: number }[] {
  return globSync('**', { cwd: bundled.folder })
    .map((path) => ({ path, stat: statSync(join(bundled.folder, path)) }))
    .filter(({ stat }) => stat.isFile())
    .map(({ path, stat: { size, mtimeMs } }) => ({ path, size, mtimeMs }));
}

/** What it comes to when it is started and ends by itself. */
function ended(args: readonly string[], env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: bundled.folder,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const SOURCE = [join(ROOT, 'src/main.ts')];

const ASKED = `const { isCompiled } = await import('./bot.mjs'); console.log(isCompiled)`;

describe('what the image has beside Node', () => {
  test('are at most twenty files and six megabytes, the compiled code with them', () => {
    const all = files();
    expect(all.map(({ path }) => path.replace(/^cache\/.*/, 'cache'))).toEqual(
      expect.arrayContaining([
        'main.mjs',
        'tools.mjs',
        'bot.mjs',
        'bot.cjs',
        'bot.compiled',
        'counts-thread.mjs',
        'THIRD-PARTY-LICENCES',
        'cache',
      ]),
    );
    expect(all.length).toBeLessThanOrEqual(20);
    expect(all.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(6_000_000);
  });

  test('has the licence of every package whose code is in it', () => {
    const notices = readFileSync(join(bundled.folder, 'THIRD-PARTY-LICENCES'), 'utf8');
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    // Types have no code, and the WebSocket server is the embedded Slack's.
    const named = Object.keys(dependencies).filter((name) => !['@slack/types', 'ws'].includes(name));
    expect(named.filter((name) => !new RegExp(`^${name} \\d`, 'm').test(notices))).toEqual([]);
    expect(notices).not.toContain('undefined');
    expect(notices).toContain('Permission is hereby granted, free of charge');
  });

  test('starts from the compiled code, and writes nothing', () => {
    const before = files();
    expect(ended([...bundled.args, '--help'], bundled.env).status).toBe(0);
    const isCompiled = (...flags: string[]) =>
      ended([...flags, '--input-type=module', '--eval', ASKED], {}).stdout.trim();
    expect(isCompiled(...NODE_FLAGS)).toBe('true');
    // With other flags for V8 it is compiled anew, and starts all the same.
    expect(isCompiled('--always-sparkplug')).toBe('false');
    expect(files()).toEqual(before);
  });

  test.each<[string, (whole: Buffer) => Buffer]>([
    [
      'is of another text as long',
      (whole) => Buffer.concat([Buffer.from([~(whole[0] ?? 0) & 0xff]), whole.subarray(1)]),
    ],
    ['is cut off', (whole) => whole.subarray(0, 500_000)],
    ['is empty', () => Buffer.alloc(0)],
    [
      'is damaged in its middle',
      (whole) => Buffer.from(whole.map((byte, at) => (at === 700_000 ? byte ^ 4 : byte))),
    ],
  ])('compiles the text where what was compiled %s', (_, spoil) => {
    const at = join(bundled.folder, 'bot.compiled');
    const whole = readFileSync(at);
    const { mode } = statSync(at);
    try {
      writeFileSync(at, spoil(whole));
      const { status, stdout } = ended(['--input-type=module', '--eval', ASKED], {});
      expect({ status, said: stdout.trim() }).toEqual({ status: 0, said: 'false' });
    } finally {
      writeFileSync(at, whole, { mode });
    }
  });

  test('what was compiled of another text is none of its own, however long that is', () => {
    const at = join(bundled.folder, 'bot.cjs');
    const whole = readFileSync(at, 'latin1');
    try {
      writeFileSync(at, whole.replace('["audit",', '["audix",'), 'latin1');
      const { stderr } = ended([join(bundled.folder, 'tools.mjs'), 'nothing'], {});
      expect(stderr).toContain('audix');
    } finally {
      writeFileSync(at, whole, 'latin1');
    }
  });

  test('has nothing of what packages bring along and the bot never calls', () => {
    const code = readFileSync(join(bundled.folder, 'bot.cjs'), 'utf8');
    const files = [...code.matchAll(/"node_modules\/([^"]+)"\s*\(/g)].map(([, file = '']) => file);
    expect(files).toContain('undici/lib/web/websocket/websocket.js');
    expect(files).toContain('@slack/bolt/dist/App.js');
    const unused =
      /^undici\/lib\/(mock|interceptor|cache|api)\/|Receiver\.js$|^@slack\/oauth\/|^express\/|^raw-body\//;
    expect(files.filter((file) => unused.test(file))).toEqual([]);
  });

  test('is ASCII, which is read as it is, and strict as the source', () => {
    expect(readFileSync(join(bundled.folder, 'bot.cjs'), 'utf8')).toMatch(
      /^\(function \(.*\) \{\n"use strict";/,
    );
    expect(readFileSync(join(bundled.folder, 'bot.cjs')).every((byte) => byte < 0x80)).toBe(true);
  });
});

describe('says the same as the source', () => {
  test.each([
    ['about its settings', ['--help'], {}],
    ['without settings', [], {}],
    ['of a setting that is wrong', [], { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'nonsense' }],
    ['of a rules file that is wrong', [], { INTERCONNECT_BOT_CONFIG: join(ROOT, 'README.md') }],
  ])('%s', (_, args, env) => {
    const said = ended([...bundled.args, ...args], { ...bundled.env, ...env });
    expect(said).toEqual(ended([...SOURCE, ...args], env));
    expect(said.stdout + said.stderr).not.toBe('');
  });
});

describe('the tools of the bundle', () => {
  const tool = (...args: string[]) => ended([join(bundled.folder, 'tools.mjs'), ...args], bundled.env);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const sources = Object.entries(scripts).flatMap(([name, script]) => {
    const [, path] = /node (src\/tools\/\S+)/.exec(script) ?? [];
    return path === undefined ? [] : [[name, path] as const];
  });

  test.each(sources)('%s: says the same as the source', (name, path) => {
    const said = tool(name, '--help');
    expect(said).toEqual(ended([join(ROOT, path), '--help'], {}));
    expect(said).toMatchObject({ status: 0, stdout: expect.stringContaining(`npm run ${name} -- `) });
  });

  test('take their arguments, and end as they do by themselves', () => {
    const env = { ...bundled.env, APPROVERS: 'U0LEE', DATABASE_URL: 'file:/nowhere/bot.db' };
    const { status, stderr } = ended([join(bundled.folder, 'tools.mjs'), 'bot', 'list'], env);
    expect(status).toBe(2);
    expect(stderr).toContain('DATABASE_URL: nothing can be read there');
  });

  test.each([[[]], [['nonsense', 'list']]])('%j: say which there are', (args) => {
    const names = sources.map(([name]) => name).toSorted();
    expect(tool(...args)).toEqual({ status: 2, stdout: '', stderr: `Name a tool: ${names.join(', ')}.\n` });
  });
});

describe('the bot of the bundle', () => {
  const { stage, until, firstCard, status, line, creates } = useStage();
  let bot: BotProcess;
  const database = () => stage.env.DATABASE_URL?.slice('file:'.length) ?? '';
  const start = async (env: Record<string, string> = {}) => {
    bot = await startBot({ ...stage.env, ...bundled.env, ...env }, dirname(database()), bundled.args);
    return bot;
  };
  afterEach(async () => {
    await bot.end('SIGKILL');
  });

  test('orders a port once, follows it in the thread, counts it, and ends with 0 after SIGTERM', async () => {
    const port = await freePort();
    await start({ OPERATOR_PORT: String(port) });
    await stage.order();
    await stage.cast.lee.press(await firstCard(), 'Approve');
    await line(' is requested');
    const [ordered] = stage.aws.interconnects;
    stage.aws.setState(ordered?.interconnectId ?? '', 'available');
    await line(`${ordered?.interconnectId} is available`);
    await status(`Ordered: ${ordered?.interconnectId}, available`);
    expect(creates()).toBe(1);
    // A thread of its own counts.
    const metrics = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    await expect.poll(metrics).toContain('interconnect_bot_requests{status="ordered"} 1\n');
    expect(await bot.end('SIGTERM')).toBe(0);
  });

  test('is traced by an SDK that knows nothing of its copy of the API', async () => {
    const file = join(dirname(database()), 'spans.jsonl');
    writeFileSync(file, '');
    const env = { ...stage.env, ...bundled.env, SPANS_FILE: file };
    bot = await startBot(env, dirname(database()), [...WITH_SDK, ...bundled.args]);
    await stage.order();
    await firstCard();
    const begun = () => spansIn(file).map(({ scope, name }) => `${scope}: ${name}`);
    await expect
      .poll(begun)
      .toEqual(expect.arrayContaining(['interconnect-bot: click', 'interconnect-bot: draw']));
  });

  test('logs errors with a stack that names the functions of the source, on lines that can be read', async () => {
    await start({ LOG_LEVEL: 'error' });
    const beside = new DatabaseSync(database());
    beside.exec('alter table requests rename to lost');
    beside.close();
    await until('the error', () => bot.stderr().includes('no such table: requests'));
    const [logged = ''] = bot.stderr().split('\n');
    const { err } = JSON.parse(logged) as { err: { stack: string } };
    expect(err.stack).toMatch(/at guarded \(.*bot\.cjs:\d+:\d+\)/);
    const lines = readFileSync(join(bundled.folder, 'bot.cjs'), 'utf8').split('\n');
    expect(lines.length).toBeGreaterThan(5_000);
  });
});
