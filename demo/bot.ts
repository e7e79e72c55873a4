import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Clock } from '../sandbox/clock.ts';
import type { Said, Told } from './process/messages.ts';

export interface BotOptions {
  entry: string;
  env: Record<string, string | undefined>;
  /** Empty of `.env` and rules files. */
  folder: string;
  log: string;
  /** The demo's, by which the bot goes. */
  clock: Pick<Clock, 'now' | 'times'>;
}

export interface Bot {
  /** The line with which the bot says that it is up. */
  ready: Promise<string>;
  /** How it ended, in words. */
  ended: Promise<string>;
  /** The port on which operators ask it; undefined until it has said so. */
  operators(): number | undefined;
  /** Resolves in a moment in which it has nothing under way, or when it ends. */
  rested(): Promise<void>;
  /** It begins nothing from such a moment on; false where there was none within so many milliseconds. */
  hold(ms: number): Promise<boolean>;
  /** Makes it go by the demo's clock as that is now; resolves when it does. */
  follow(): Promise<void>;
  /** It begins things again. */
  letGo(): void;
  /** Makes it look for what is due. */
  look(): void;
  /** What it printed last, a line each. */
  lastWords(): string[];
  /** Ends it in the middle of whatever it does. */
  kill(): void;
  /** Ends it in order; after so many milliseconds it is killed. */
  stop(patienceMs?: number): Promise<void>;
}

/** The bot by the demo's clock. */
export const BOT_ENTRY = join(import.meta.dirname, 'process/entry.ts');

const PATIENCE_MS = 5000;
const LAST_LINES = 3;

/** Starts the bot as a process of its own; what it prints goes to the log. Only demo/process knows what it is told. */
export function startBot({ entry, env, folder, log, clock }: BotOptions): Bot {
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
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);

  const last: string[] = [];
  const ready = Promise.withResolvers<string>();
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      last.splice(0, last.length - LAST_LINES + 1);
      last.push(line);
      if (line.startsWith('Ready:')) ready.resolve(line);
    });
  }
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  }).finally(() => {
    process.off('exit', kill);
    file.end();
  });

  let operators: number | undefined;
  const waiting: { kind: Said['kind']; resolve: (said: Said) => void }[] = [];
  const tell = (told: Told) => {
    // It may end at any moment: whoever waits for an answer waits for its end too.
    if (child.connected) child.send(told, () => undefined);
  };
  const go = () => tell({ kind: 'go', to: clock.now(), times: clock.times() });
  child.on('message', (said: Said) => {
    if (said.kind === 'here') return go();
    if (said.kind === 'operators') operators = said.port;
    const index = waiting.findIndex(({ kind }) => kind === said.kind);
    if (index !== -1) waiting.splice(index, 1)[0]?.resolve(said);
  });
  const answered = (kind: Said['kind']): Promise<Said | string> => {
    const answer = new Promise<Said>((resolve) => waiting.push({ kind, resolve }));
    return Promise.race([answer, ended]);
  };
  return {
    ready: ready.promise,
    ended,
    operators: () => operators,
    async rested() {
      tell({ kind: 'rest' });
      await answered('rested');
    },
    async hold(forMs) {
      tell({ kind: 'hold', forMs });
      const answer = await answered('held');
      // Whoever has ended begins nothing.
      return typeof answer === 'string' || (answer.kind === 'held' && answer.isHeld);
    },
    async follow() {
      go();
      await answered('went');
    },
    letGo: () => tell({ kind: 'on' }),
    look: () => tell({ kind: 'look' }),
    lastWords: () => [...last],
    kill,
    async stop(patienceMs = PATIENCE_MS) {
      child.kill('SIGTERM');
      const timer = setTimeout(kill, patienceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
