import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process of one file beside this one. */
export interface Child {
  process: ChildProcess;
  stderr(): string;
  /** Resolves with its exit code, whenever it ends. */
  exited: Promise<number | null>;
  /** Resolves when it has said this word. */
  said(word: string): Promise<void>;
  /** Ends it, if it still runs. */
  end(): Promise<void>;
}

/** Starts a file of this folder with nothing but these settings. */
export function startChild(file: string, env: Record<string, string>): Child {
  const child = fork(join(import.meta.dirname, file), {
    env: { PATH: process.env.PATH ?? '', ...env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let stderr = '';
  const words = new Set<string>();
  child.stderr?.on('data', (part: Buffer) => {
    stderr += part.toString();
  });
  child.on('message', (word) => words.add(String(word)));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return {
    process: child,
    stderr: () => stderr,
    exited,
    async said(word) {
      while (!words.has(word)) {
        const [code] = await Promise.race([once(child, 'message').then(() => []), exited.then((it) => [it])]);
        if (code !== undefined) throw new Error(`It ended with ${code} and never said ${word}: ${stderr}`);
      }
    },
    async end() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}
