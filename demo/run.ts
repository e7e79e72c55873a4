import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { narrate } from './narrate.ts';
import { openDemo } from './open.ts';
import { playOrder } from './order.ts';
import type { Terminal } from './terminal.ts';
import { SENTENCE, stepsLine, tunnelHint } from './words.ts';

export interface DemoOptions {
  /** Play one order and end, instead of waiting for the visitor. */
  once: boolean;
  /** Where the page is served; a free port unless set. */
  port?: number | undefined;
  /** The bot's main file. */
  entry: string;
  shell: Record<string, string | undefined>;
  terminal: Terminal;
  /** Resolves when the visitor has had enough. */
  interrupted: Promise<void>;
}

/** What ended the demo: a line to end with, or nothing to say. */
type End = string | undefined;

const READY_MS = 30_000;
const LAST_LINES = 8;

/** Runs the demo to its end; answers the exit code. Once its first bot was ready, the page goes on without it. */
export async function runDemo({
  once,
  port,
  terminal,
  entry,
  shell,
  interrupted,
}: DemoOptions): Promise<number> {
  terminal.say(SENTENCE);
  const tell = (who: string, what: string) => terminal.event(who, what);
  const demo = await openDemo({ hurried: once, port, entry, shell, tell }).catch(
    (error: NodeJS.ErrnoException) => error,
  );
  if (demo instanceof Error) {
    const isPort = port !== undefined && demo.syscall === 'listen';
    terminal.say(
      isPort
        ? `--port: ${port} on 127.0.0.1 can't be listened on (${demo.code}). Choose another.`
        : `The demo can't begin: ${demo.message}.`,
    );
    return 1;
  }
  const { world, house, url, log } = demo;
  terminal.dateBy(world.aws.clock.now);
  terminal.say(`Open ${url}`);
  terminal.say(tunnelHint(url, hostname()));
  terminal.say(stepsLine());

  let doing: string | undefined;
  const narration = narrate(world, terminal, once ? 'story' : 'all');
  let stopTalking = terminal.keepTalking(() => house.underWay() ?? narration.underWay() ?? doing);
  terminal.event('Demo', `starts the bot; its log is ${log}`);

  const bot = house.start(house.seats()[0]);
  const ended = bot.ended.then((how) => Promise.reject(new Error(`the bot, which ended (${how})`)));
  const play = async (): Promise<End> => {
    await Promise.race([inTime(bot.ready, READY_MS, 'the line "Ready:"'), ended]);
    doing = once ? 'the order' : undefined;
    return once ? Promise.race([playOrder(world, tell), ended]) : new Promise<End>(() => {});
  };
  let end: End;
  let trouble: unknown;
  try {
    end = await Promise.race([play(), interrupted.then(() => undefined)]);
  } catch (error) {
    trouble = error;
  }
  narration.stop();
  stopTalking();
  stopTalking = terminal.keepTalking(() => 'the bot ends');
  await demo.close();
  stopTalking();

  if (trouble !== undefined) {
    terminal.say(await lastLines(log));
    const what = trouble instanceof Error ? trouble.message : String(trouble);
    terminal.say(`Missing: ${what.replace(/\.$/, '')}. The bot's log: ${log}`);
    return 1;
  }
  await demo.remove();
  terminal.say(end ?? 'The demo has ended.');
  return 0;
}

function inTime<T>(promise: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} within ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function lastLines(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8')).trimEnd().split('\n').slice(-LAST_LINES);
  return lines.map((line) => `  | ${line.slice(0, 300)}`).join('\n');
}
