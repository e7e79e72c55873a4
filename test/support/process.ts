import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');
const START_MS = 60_000;

/** The bot as a process of its own, in a folder without settings. */
export interface BotProcess {
  child: ChildProcess;
  /** Everything it printed so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves when it ends by itself, with its exit code or the signal's name. */
  exited: Promise<number | string>;
  /** Ends it and resolves with its exit code, or the signal's name. */
  end(signal: NodeJS.Signals): Promise<number | string>;
}

/**
 * Starts the bot and resolves when it says that it is ready; rejects with what it said if it ends before. `args` are
 * Node's: the bot's source unless they say otherwise.
 */
export async function startBot(
  env: Record<string, string>,
  cwd: string,
  args: readonly string[] = [MAIN],
): Promise<BotProcess> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  // By then all that it printed has been read.
  const exited = once(child, 'close').then(
    ([code, signal]) => (code as number | null) ?? (signal as string | null) ?? 'unknown',
  );
  // Whoever fails to end it leaves none behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  void exited.finally(() => process.off('exit', kill));
  await new Promise<void>((done, fail) => {
    const timer = setTimeout(() => {
      kill();
      fail(new Error(`The bot was not ready in time: ${stdout}${stderr}`));
    }, START_MS);
    child.stdout.on('data', (text: Buffer) => {
      stdout += text.toString();
      if (!stdout.includes('Ready:')) return;
      clearTimeout(timer);
      done();
    });
    child.stderr.on('data', (text: Buffer) => {
      stderr += text.toString();
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      fail(new Error(`The bot ended with ${code}: ${stderr}`));
    });
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    exited,
    async end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}
