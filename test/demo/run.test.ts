import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runDemo } from '../../demo/run.ts';
import { Terminal } from '../../demo/terminal.ts';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** Runs the demo with another bot in place of ours, and gives what it said. */
async function withBot(source: string, interrupted = new Promise<void>(() => {})) {
  const folder = await mkdtemp(join(tmpdir(), 'demo-bot-'));
  folders.push(folder);
  const entry = join(folder, 'bot.mjs');
  await writeFile(entry, source);
  const lines: string[] = [];
  const terminal = new Terminal({ write: (text) => lines.push(text.trimEnd()), colour: false });
  const code = await runDemo({ once: true, entry, shell: { PATH: process.env.PATH }, terminal, interrupted });
  const log = /its log is (.*)/.exec(lines.join('\n'))?.[1] ?? '';
  folders.push(dirname(log));
  return { code, lines, log };
}

describe('The demo', () => {
  it('says that the bot died, how, and with which last words', async () => {
    const { code, lines, log } = await withBot("console.error('APPROVERS: no.'); process.exit(3);");
    expect(code).toBe(1);
    expect(lines.at(-2)).toBe('  | APPROVERS: no.');
    expect(lines.at(-1)).toBe(`Missing: the bot, which ended (exit code 3). The bot's log: ${log}`);
    expect(await readFile(log, 'utf8')).toBe('APPROVERS: no.\n');
  });

  it('says what was missing when the order does not go through', async () => {
    const { code, lines } = await withBot("console.log('Ready: deaf.'); setInterval(() => {}, 1000);");
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/Bot 1 +Ready: deaf\./);
    expect(lines.at(-1)).toMatch(/^Missing: .*bot/);
  });

  it('ends the bot, and with 0, when it is interrupted', async () => {
    const bot = "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1000);";
    const { code, lines, log } = await withBot(bot, Promise.resolve());
    expect([code, lines.at(-1)]).toEqual([0, 'The demo has ended.']);
    expect(existsSync(log)).toBe(false);
  });
});
