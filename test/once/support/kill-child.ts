import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ENTRY = resolve(import.meta.dirname, 'kill-entry.ts');
const START_MS = 60_000;

/** The bot as a process of its own. */
export interface Child {
  process: ChildProcess;
  hasEnded(): boolean;
  /** Whether it has come to where it signals itself. */
  isAtPoint(): boolean;
  /** Has it signal itself as soon as it can, wherever it is. */
  signalSoon(): void;
  /** Wakes it from its SIGSTOP. */
  wake(): void;
  /** Whether it has passed such a point since it woke. */
  hasPassed(point: string | RegExp): boolean;
  /** Ends it at once, if it still runs, and resolves when it is gone. */
  end(): Promise<void>;
}

/** Starts a bot and resolves when it is ready; it sends itself `signal` at the point of this key, counted from `from`. */
export async function startChild(
  env: Record<string, string>,
  {
    point = 'none',
    from = 'submission',
    signal = 'SIGKILL',
  }: { point?: string; from?: string; signal?: 'SIGKILL' | 'SIGSTOP' } = {},
): Promise<Child> {
  const child = spawn(process.execPath, [ENTRY], {
    // A folder without settings of its own.
    cwd: tmpdir(),
    env: {
      PATH: process.env.PATH ?? '',
      NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
      ...env,
      ONCE_POINT: point,
      ONCE_FROM: from,
      ONCE_SIGNAL: signal,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let said = '';
  const exited = once(child, 'exit');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  // Whoever fails to end it leaves none behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  void exited.finally(() => process.off('exit', kill));
  await new Promise<void>((ready, fail) => {
    const timer = setTimeout(() => {
      kill();
      fail(new Error(`Not ready in time: ${said}`));
    }, START_MS);
    const hear = (text: Buffer) => {
      said += text.toString();
      if (!said.includes('Ready:')) return;
      clearTimeout(timer);
      ready();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(new Error(`The bot ended with ${code}: ${said}`));
    });
  });
  return {
    process: child,
    hasEnded,
    isAtPoint: () => said.includes('At the point\n'),
    signalSoon: () => child.send('signal'),
    wake: () => child.kill('SIGCONT'),
    hasPassed: (passed) =>
      typeof passed === 'string' ? said.includes(`Passed ${passed}`) : passed.test(said),
    async end() {
      if (!hasEnded()) child.kill('SIGKILL');
      await exited;
    },
  };
}
