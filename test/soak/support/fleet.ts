import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const ENTRY = join(import.meta.dirname, 'bot-entry.ts');
/** An orchestrator's patience: a start that Slack's faults spoil is tried again. */
const START_TRIES = 20;
const START_MS = 20_000;
const STOP_MS = 60_000;

/** What was done to the processes, and how often. */
export interface FleetCounts {
  started: number;
  failedStarts: number;
  killed: number;
  stopped: number;
  restarted: number;
  rolledOver: number;
}

/** The bot's processes: one at rest, two where one is rolled over. */
export interface Fleet {
  readonly counts: FleetCounts;
  /** Bots that are started from now on have these settings besides the town's. */
  useFrom(settings: Record<string, string>): void;
  /** Starts the first. */
  start(): Promise<void>;
  /** SIGKILL; the next starts at once. */
  kill(): Promise<void>;
  /** SIGTERM, and only then the next: nobody answers in between. */
  restart(): Promise<void>;
  /** The next is up before the old one gets its SIGTERM. */
  rollOver(): Promise<void>;
  /** SIGSTOP, so many milliseconds of nothing, SIGCONT; with another process beside it if `beside`. */
  pause(ms: number, beside: boolean): Promise<void>;
  /** Ends all in good order; throws if one doesn't exit with 0. */
  end(): Promise<void>;
  /** Ends all at once, however things stand. */
  abandon(): void;
  /** When processes were killed or stood still, from and until, by `now`. */
  harms(): readonly (readonly [from: number, until: number])[];
}

interface Bot {
  child: ChildProcess;
  exited: Promise<number | string>;
}

export function createFleet(env: Record<string, string>, log: string, now: () => number): Fleet {
  const counts: FleetCounts = {
    started: 0,
    failedStarts: 0,
    killed: 0,
    stopped: 0,
    restarted: 0,
    rolledOver: 0,
  };
  const running: Bot[] = [];
  const file = createWriteStream(log, { flags: 'a' });
  const harms: [number, number][] = [];
  let besides: Record<string, string> = {};

  const startOne = async (): Promise<Bot> => {
    for (let tries = 0; tries < START_TRIES; tries++) {
      const bot = spawnBot({ ...env, ...besides }, file);
      if (await isReady(bot)) {
        counts.started += 1;
        running.push(bot);
        return bot;
      }
      counts.failedStarts += 1;
      await bot.exited;
    }
    throw new Error(`The bot did not start in ${START_TRIES} tries; its log is ${log}`);
  };
  const endOne = async (bot: Bot): Promise<void> => {
    running.splice(running.indexOf(bot), 1);
    bot.child.kill('SIGTERM');
    const code = await Promise.race([bot.exited, wait(STOP_MS, 'still running')]);
    if (code !== 0) throw new Error(`A bot that was told to stop ended with ${code}; its log is ${log}`);
  };
  const killOne = async (bot: Bot): Promise<void> => {
    running.splice(running.indexOf(bot), 1);
    harms.push([now(), now()]);
    bot.child.kill('SIGKILL');
    await bot.exited;
  };
  const first = (): Bot => {
    const [bot] = running;
    if (!bot) throw new Error('No bot runs.');
    return bot;
  };
  return {
    counts,
    harms: () => harms,
    useFrom(settings) {
      besides = settings;
    },
    async start() {
      await startOne();
    },
    async kill() {
      counts.killed += 1;
      await killOne(first());
      await startOne();
    },
    async restart() {
      counts.restarted += 1;
      await endOne(first());
      await startOne();
    },
    async rollOver() {
      counts.rolledOver += 1;
      const old = first();
      await startOne();
      await endOne(old);
    },
    async pause(ms, beside) {
      counts.stopped += 1;
      const bot = first();
      const from = now();
      bot.child.kill('SIGSTOP');
      const other = beside ? startOne() : undefined;
      await wait(ms);
      bot.child.kill('SIGCONT');
      harms.push([from, now()]);
      if (other) {
        await other;
        await endOne(bot);
      }
    },
    async end() {
      for (const bot of [...running]) await endOne(bot);
      file.end();
    },
    abandon() {
      for (const { child } of running) child.kill('SIGKILL');
    },
  };
}

function spawnBot(env: Record<string, string>, log: NodeJS.WritableStream): Bot {
  const child = fork(ENTRY, {
    // A folder without settings of its own.
    cwd: tmpdir(),
    execArgv: [],
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const exited = once(child, 'exit').then(
    ([code, signal]) => (code as number | null) ?? (signal as string | null) ?? 'unknown',
  );
  return { child, exited };
}

/** Whether it says that it is ready; a start that hangs is ended. */
async function isReady({ child, exited }: Bot): Promise<boolean> {
  const ready = await Promise.race([
    once(child, 'message').then(() => true),
    exited.then(() => false),
    wait(START_MS, false),
  ]);
  if (!ready) child.kill('SIGKILL');
  return ready;
}
