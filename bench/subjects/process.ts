import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_FLAGS } from '../../packaging/bundle.ts';
import { now } from '../clock.ts';
import { within } from '../within.ts';

/** A process that is measured. */
export interface Running {
  pid: number;
  /** From its start to its line `Ready`; milliseconds. */
  readyAfter: number;
  stop(): Promise<void>;
}

/** What is started, and with what. */
export interface Start {
  entry: string;
  env: Record<string, string>;
  /** Empty of settings; what it says goes to a file there. */
  folder: string;
}

const READY_MS = 60_000;
const STOP_MS = 30_000;
/** All that it gets from the shell. */
const PATH = process.env.PATH ?? '';

/** Starts it and waits for `Ready`; rejects with what it said if it ends before. */
export async function start({ entry, env, folder }: Start): Promise<Running> {
  const file = join(folder, 'stderr.log');
  const log = openSync(file, 'a');
  const startedAt = now();
  // The peers too: what the bot is started with may help them as well.
  const child = spawn(process.execPath, [...NODE_FLAGS, entry], {
    cwd: folder,
    env: { PATH, HOME: folder, ...env },
    stdio: ['ignore', 'pipe', log],
  });
  closeSync(log);
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(child, 'close').finally(() => process.off('exit', kill));
  try {
    const readyAt = await within(READY_MS, `${entry} ready`, Promise.race([ready(child), ended.then(early)]));
    return {
      pid: child.pid ?? 0,
      readyAfter: readyAt - startedAt,
      async stop() {
        child.kill('SIGTERM');
        await within(STOP_MS, `${entry} stopped`, ended).catch(kill);
        await ended;
      },
    };
  } catch (error) {
    kill();
    await ended;
    throw new Error(`${entry} did not start: ${readFileSync(file, 'utf8').slice(-2_000)}`, { cause: error });
  }
}

function early(): never {
  throw new Error('it ended');
}

function ready(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('Ready')) resolve(now());
    });
  });
}
