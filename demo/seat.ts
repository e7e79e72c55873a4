import { setTimeout as wait } from 'node:timers/promises';
import type { BotView } from '../sandbox/control/view.ts';
import type { Bot } from './bot.ts';
import { lastWords } from './last-words.ts';
import { askReadiness } from './readiness.ts';
import type { Switches } from './switches.ts';

/** A place in which one process of the bot runs after another. */
export interface Seat {
  readonly name: string;
  /** The process that is there; undefined while it is down. */
  bot(): Bot | undefined;
  /** What it was started with. */
  switches(): Switches | undefined;
  state(): BotView['state'];
  words(): string[];
  since(): number;
  /** Starts a process; only where there is none. */
  start(switches: Switches): Bot;
  kill(): void;
  /** Ends it in order; after so many milliseconds it is killed. */
  stop(patienceMs?: number): Promise<void>;
}

export interface SeatOptions {
  launch: (switches: Switches) => Bot;
  /** Epoch milliseconds. */
  now: () => number;
  /** Told whenever something about it has changed, with what happened if that is worth a line. */
  changed: (what?: string) => void;
}

/** So often a bot that is ready is asked how it is. */
const ASK_EVERY_MS = 1000;
const STARTING = 'It opens its database and connects to Slack.';
const STOPPING = 'It ends what it has under way and begins nothing.';
const IN_ORDER = 'exit code 0';

/** An empty seat of this name. */
export function createSeat(name: string, { launch, now, changed }: SeatOptions): Seat {
  let bot: Bot | undefined;
  let switches: Switches | undefined;
  let state: BotView['state'] = 'down';
  let words: string[] = ['It was not started yet.'];
  let since = now();
  /** Who wanted it to end, and how. */
  let wanted: 'killed' | 'stopped' | undefined;
  const become = (next: BotView['state'], lines: string[], what?: string) => {
    state = next;
    words = lines;
    since = now();
    changed(what);
  };
  const ask = async (asked: Bot): Promise<void> => {
    while (bot === asked && state === 'ready') {
      const answer = await askReadiness(asked.operators());
      if (bot !== asked || state !== 'ready') return;
      if (answer.join('\n') !== words.join('\n')) {
        words = answer;
        changed();
      }
      await wait(ASK_EVERY_MS, undefined, { ref: false });
    }
  };
  const watch = (started: Bot) => {
    void started.ready.then((line) => {
      if (bot !== started || state !== 'starting') return;
      become('ready', ['It is ready.'], line);
      void ask(started);
    });
    void started.ended.then((code) => {
      bot = undefined;
      switches = undefined;
      if (wanted === 'killed') become('down', ['Killed in the middle of whatever it did.'], 'is dead');
      else if (wanted === 'stopped' && code === IN_ORDER) become('down', ['Ended in order.'], 'has ended');
      else
        become(
          'down',
          [`It ended by itself (${code}).`, ...lastWords(started.lastWords())],
          `ended (${code})`,
        );
    });
  };
  return {
    name,
    bot: () => bot,
    switches: () => switches,
    state: () => state,
    words: () => words,
    since: () => since,
    start(set) {
      wanted = undefined;
      switches = set;
      bot = launch(set);
      become('starting', [STARTING]);
      watch(bot);
      return bot;
    },
    kill() {
      wanted = 'killed';
      bot?.kill();
    },
    async stop(patienceMs) {
      if (!bot) return;
      const ending = bot.stop(patienceMs);
      wanted ??= 'stopped';
      become('stopping', [STOPPING]);
      await ending;
    },
  };
}
