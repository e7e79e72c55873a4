import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const DEMO = resolve(import.meta.dirname, '../../demo/main.ts');
const LIMIT_MS = 180_000;

/** Settings that would break the demo, or reach out, if it took any of them from the shell. */
const MISLEADING = {
  SLACK_BOT_TOKEN: 'xoxb-of-the-shell',
  SLACK_SIGNING_SECRET: 'of-the-shell',
  SLACK_API_URL: 'http://127.0.0.1:9/api/',
  APPROVERS: 'net-leads',
  APPROVAL_CHANNEL: 'elsewhere',
  DATABASE_URL: 'postgres://127.0.0.1:9/elsewhere',
  AWS_PROFILE: 'of-the-shell',
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIDOFTHESHELL',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  FREEZE: 'true',
  DRY_RUN: 'true',
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-test-'));
  await writeFile(join(folder, '.env'), 'SLACK_BOT_TOKEN=xoxb-of-the-file\nQUORUM=7\n');
  await writeFile(join(folder, 'interconnect-bot.yaml'), 'unknown_key: true\n');
});

afterAll(() => rm(folder, { recursive: true }));

/** Starts the demo in a folder and a shell that would both mislead a bot. */
function demo(...args: string[]) {
  return demoIn({}, ...args);
}

/** The same with more in its shell. */
function demoIn(shell: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, [DEMO, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TERM: 'xterm-256color', ...MISLEADING, ...shell },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: { at: number; text: string }[] = [];
  createInterface({ input: child.stdout }).on('line', (text) => lines.push({ at: Date.now(), text }));
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, errors, lines }));
  return { child, lines, ended };
}

describe('The demo', () => {
  it('plays one order and says what came of it, whatever the shell has set', {
    timeout: LIMIT_MS,
  }, async () => {
    const { code, errors, lines } = await demo('--once').ended;
    const text = lines.map((line) => line.text);
    const all = text.join('\n');
    expect({ code, errors, all }).toMatchObject({ code: 0, errors: '' });
    expect(text[0]).toBe(
      'Demo: embedded Slack and Direct Connect. Nothing leaves this machine; no real port is ordered.',
    );
    expect(text[1]).toMatch(/^Open http:\/\/127\.0\.0\.1:\d+$/);
    expect(text[2]).toMatch(/ssh -L \d+:127\.0\.0\.1:\d+ /);
    expect(text[3]).toBe(
      '1 As Erin type /interconnect. 2 As Lee press Approve. 3 Watch the thread: requested to available in about 20 s (at AWS: days).',
    );
    expect(all).toMatch(/Bot 1 +Ready: /);
    expect(all).toMatch(/Erin +\/interconnect: asks for 10Gbps at EqDC2/);
    expect(all).toMatch(/Lee +presses Approve/);
    // The four that say what it is, eleven of the story, and midnight.
    expect(text.filter((line) => !line.includes('waiting: ')).length).toBeLessThanOrEqual(16);
    expect(text.filter((line) => /AWS +CreateInterconnect/.test(line))).toHaveLength(1);
    for (const state of ['requested', 'pending', 'down', 'available']) {
      expect(all).toMatch(new RegExp(`AWS +dxcon-[a-z0-9]{8} is ${state}`));
    }
    expect(all).toMatch(/Interconnect +shares LOA-CFA dxcon-[a-z0-9]{8} ashburn-demo \d{4}-\d\d-\d\d\.pdf/);
    expect(text.at(-1)).toMatch(
      /^1 approval, 1 CreateInterconnect, 1 port: dxcon-[a-z0-9]{8} available \(\d+ s\)$/,
    );
    expect(all.includes('\u001b')).toBe(false);
    for (const [index, line] of lines.entries()) {
      const gap = line.at - (lines[index - 1]?.at ?? line.at);
      expect([gap < 2500, `${gap} ms before: ${line.text}`]).toEqual([true, expect.anything()]);
    }
  });

  it('ends in order where nobody reads on', { timeout: LIMIT_MS }, async () => {
    const { child, lines, ended } = demo();
    const text = () => lines.map((line) => line.text).join('\n');
    await expect.poll(text, { timeout: LIMIT_MS }).toMatch(/its log is /);
    const [log = ''] = /\/\S+bot\.log/.exec(text()) ?? [];
    child.stdout.destroy();
    expect(await ended).toMatchObject({ code: 0, errors: '' });
    expect(existsSync(dirname(log))).toBe(false);
  });

  it('ends with 0 on Ctrl+C, and leaves nothing behind', { timeout: LIMIT_MS }, async () => {
    const { child, lines, ended } = demo();
    await expect.poll(() => lines.some(({ text }) => text.includes('Ready:'))).toBe(true);
    const log = /its log is (.*)$/.exec(
      lines.map(({ text }) => text).find((text) => /log is/.test(text)) ?? '',
    );
    const page = lines[1]?.text.replace('Open ', '') ?? '';
    expect((await fetch(page)).status).toBe(200);
    expect(existsSync(String(log?.[1]))).toBe(true);
    child.kill('SIGINT');
    const { code } = await ended;
    expect(code).toBe(0);
    expect(lines.at(-1)?.text).toBe('The demo has ended.');
    expect(existsSync(String(log?.[1]))).toBe(false);
    await expect(fetch(page)).rejects.toThrow();
  });

  it('leaves no bot behind, however it ends', { timeout: LIMIT_MS }, async () => {
    const { child, lines, ended } = demo();
    const said = (words: RegExp) =>
      lines.map(({ text }) => words.exec(text)?.[1]).find((found) => found !== undefined);
    await expect.poll(() => said(/(Ready:)/)).toBeDefined();
    const log = said(/its log is (.*)$/) ?? '';
    const database = new DatabaseSync(join(dirname(log), 'interconnect-bot.db'), { readOnly: true });
    const [bot] = database.prepare('select pid from processes').all();
    database.close();
    const isThere = () => process.kill(Number(bot?.pid), 0);
    expect(isThere()).toBe(true);
    child.kill('SIGKILL');
    await ended;
    await expect.poll(() => attempt(isThere)).toBe('ESRCH');
    await rm(dirname(log), { recursive: true });
  });

  it('says what it knows, and which option it does not', async () => {
    const { code, errors, lines } = await demo('--help').ended;
    expect([code, errors]).toEqual([0, '']);
    for (const option of ['--port N', '--once', '--help']) {
      expect(lines.map(({ text }) => text)).toContainEqual(expect.stringContaining(`  ${option} `));
    }
    const odd = await demo('--twice').ended;
    expect([odd.code, odd.errors]).toEqual([
      1,
      'Unknown option --twice. The demo knows --once, --port N and --help.\n',
    ]);
  });

  it('says in a line what else keeps it from beginning, and blames no port', async () => {
    const nowhere = join(tmpdir(), 'there-is-no-such-folder');
    const { code, errors, lines } = await demoIn({ TMPDIR: nowhere }).ended;
    expect({ code, errors }).toEqual({ code: 1, errors: '' });
    expect(lines.at(-1)?.text).toMatch(/^The demo can't begin: ENOENT.*there-is-no-such-folder/);
  });

  it('serves at the port that it is given, and says in a line where it can not', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { code, errors, lines } = await demo('--port', String(port)).ended;
    expect({ code, errors }).toEqual({ code: 1, errors: '' });
    expect(lines.at(-1)?.text).toBe(
      `--port: ${port} on 127.0.0.1 can't be listened on (EADDRINUSE). Choose another.`,
    );
    taken.close();
    await once(taken, 'close');
    const { child, lines: said, ended } = demo('--port', String(port));
    await expect.poll(() => said[1]?.text).toBe(`Open http://127.0.0.1:${port}`);
    child.kill('SIGINT');
    expect((await ended).code).toBe(0);
  });
});

/** The code of what it throws; undefined if it throws nothing. */
function attempt(what: () => unknown): string | undefined {
  try {
    what();
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}
