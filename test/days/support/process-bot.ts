import { fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bot } from './bot.ts';

const ENTRY = join(import.meta.dirname, 'process-entry.ts');
/** So often one is woken until it is awake. */
const AGAIN_MS = 5;

/** A bot as a process of its own: killed by SIGKILL, stopped by SIGSTOP, ended by SIGTERM. */
export async function startProcess(env: Record<string, string>): Promise<Bot> {
  const child = fork(ENTRY, {
    // A folder without settings of its own.
    cwd: tmpdir(),
    execArgv: [],
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit').then(([code, signal]) => String(code ?? signal));
  // Whoever fails to end it leaves none behind.
  const killed = () => child.kill('SIGKILL');
  process.once('exit', killed);
  void exited.finally(() => process.off('exit', killed));
  let asked = 0;
  let gone = false;
  let asleep = Promise.withResolvers<void>();
  let woken = Promise.withResolvers<void>();
  let sleeps = false;
  const answers = new Map<number, () => void>();
  child.on('message', (said) => {
    if (said === 'asleep') {
      sleeps = true;
      asleep.resolve();
    } else if (said === 'awake') woken.resolve();
    else answers.get(Number(said))?.();
  });
  void exited.then(() => {
    gone = true;
  });
  const started = await Promise.race([once(child, 'message').then(() => true), exited]);
  if (started !== true) throw new Error(`The bot did not start: it ended with ${started}.`);
  return {
    async idle() {
      if (gone || sleeps) return;
      asked += 1;
      const answer = Promise.withResolvers<void>();
      answers.set(asked, answer.resolve);
      child.send({ idle: asked }, () => undefined);
      await Promise.race([answer.promise, asleep.promise, exited]);
      answers.delete(asked);
    },
    async tell(kinds) {
      child.send({ due: kinds }, () => undefined);
    },
    async after(calls, what) {
      child.send({ after: calls, what });
    },
    isStruck: async () => gone || sleeps,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async wake() {
      sleeps = false;
      asleep = Promise.withResolvers();
      // Until it says so: it says that it sleeps a moment before it stops, and what comes in between wakes nobody.
      const again = setInterval(() => child.kill('SIGCONT'), AGAIN_MS);
      await Promise.race([woken.promise, exited]).finally(() => clearInterval(again));
      woken = Promise.withResolvers();
    },
    async stop() {
      child.kill('SIGTERM');
      const how = await exited;
      if (how !== '0') throw new Error(`A bot that was told to stop ended with ${how}.`);
    },
  };
}
