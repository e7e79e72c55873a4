import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

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
  /** Lets so many milliseconds pass for it at once, as soon as it has nothing under way; resolves when they have. */
  jump(ms: number): Promise<void>;
  /** Makes it look for what is due. */
  look(): void;
  stop(): Promise<void>;
}

/** The bot by the demo's clock. */
export const BOT_ENTRY = join(import.meta.dirname, 'process/entry.ts');

const PATIENCE_MS = 5000;

/** Starts the bot as a process of its own; what it prints goes to the log. Only demo/process/entry.ts knows of jumps. */
export function startBot({ entry, env, folder, log }: BotOptions): Bot {
  // In a group of its own, Ctrl+C reaches the demo alone, which then ends the bot in order.
  const child = spawn(process.execPath, [entry], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  }) as ChildProcessByStdio<null, Readable, Readable>;
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
  const tell = (message: object) => {
    if (child.connected) child.send(message);
  };
  return {
    ready,
    ended,
    async jump(ms) {
      if (!child.connected) return;
      const jumped = new Promise((resolve) => child.once('message', resolve));
      tell({ jump: ms });
      await Promise.race([jumped, ended]);
    },
    look: () => tell({ look: true }),
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(kill, PATIENCE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
