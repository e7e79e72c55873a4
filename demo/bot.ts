import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface BotOptions {
  entry: string;
  env: Record<string, string | undefined>;
  /** Empty of `.env` and rules files. */
  folder: string;
  log: string;
}

export interface Bot {
  /** The line with which the bot says that it is up. */
  ready: Promise<string>;
  /** How it ended, in words. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 5000;

/** Starts the bot as a process of its own; what it prints goes to the log. */
export function startBot({ entry, env, folder, log }: BotOptions): Bot {
  // In a group of its own, Ctrl+C reaches the demo alone, which then ends the bot in order.
  const child = spawn(process.execPath, [entry], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const file = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);

  const ready = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('Ready:')) resolve(line);
    });
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  }).finally(() => {
    process.off('exit', kill);
    file.end();
  });
  return {
    ready,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(kill, PATIENCE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
