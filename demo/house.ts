import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Bot, startBot } from './bot.ts';
import { botEnvironment, storePath } from './environment.ts';
import { type Kept, openKept } from './process/kept.ts';
import { createSeat, type Seat } from './seat.ts';
import { STANDARD, type Switches, switchesEnv, switchWords } from './switches.ts';
import type { World } from './world.ts';

export interface HouseOptions {
  world: World;
  /** The bot's main file. */
  entry: string;
  /** For the bots' store and logs; empty of settings. */
  folder: string;
  shell: Record<string, string | undefined>;
  /** Told what happens to which bot. */
  tell: (who: string, what: string) => void;
}

/** The demo's bots: one, or two on the same store, all set alike. */
export interface House {
  /** The first bot's, and the second's while there is one. */
  seats(): readonly [Seat, ...Seat[]];
  switches(): Switches;
  /** Sets them otherwise from now on: all that run are started anew, in order and one after the other. */
  set(wanted: Partial<Switches>): void;
  /** Starts a bot where none is. */
  start(seat: Seat): Bot;
  /** Starts another beside the first. */
  startSecond(): void;
  /** Ends it in order; then there is one. */
  endSecond(): void;
  /** The processes that are there, those that start or stop too. */
  living(): readonly Bot[];
  /** What they have recorded; undefined before one was ready. */
  recorded(): Kept | undefined;
  /** What takes a moment now; undefined if nothing does. */
  underWay(): string | undefined;
  /** Calls the listener after whatever changes here or in a seat; what comes back ends that. */
  on(listener: () => void): () => void;
  /** Ends all of them in order. */
  end(): Promise<void>;
}

/** Longer than a call to AWS may take: a bot that is started anew ends what it has under way. */
const RESTART_MS = 30_000;

/** A house with one bot that was not started yet. */
export function createHouse({ world, entry, folder, shell, tell }: HouseOptions): House {
  const { clock } = world.aws;
  const listeners = new Set<() => void>();
  let switches = STANDARD;
  let kept: Kept | undefined;
  let wasReady = false;
  let isRolling = false;
  /** The second bot, once it is to end for good. */
  let leaving: Seat | undefined;
  let isOver = false;

  const changed = () => {
    for (const listener of [...listeners]) listener();
  };
  const seatOf = (name: string, logName: string): Seat => {
    const log = join(folder, logName);
    const seat = createSeat(name, {
      launch(set) {
        const env = { ...botEnvironment(world, folder, shell), ...switchesEnv(set) };
        return startBot({ entry, env, folder, log, clock });
      },
      now: clock.now,
      changed(what) {
        wasReady ||= seat.state() === 'ready';
        if (what !== undefined && !isOver) tell(name, what);
        changed();
      },
    });
    return seat;
  };
  const first = seatOf('Bot 1', 'bot.log');
  let seats: [Seat, ...Seat[]] = [first];

  const roll = async (): Promise<void> => {
    if (isRolling) return;
    isRolling = true;
    for (;;) {
      const seat = seats.find((one) => one !== leaving && one.bot() && one.switches() !== switches);
      if (!seat || isOver) break;
      await seat.stop(RESTART_MS);
      if (isOver || seat === leaving) continue;
      tell('Demo', `starts ${seat.name} anew: ${switchWords(switches)}`);
      const bot = seat.start(switches);
      await Promise.race([bot.ready, bot.ended]);
    }
    isRolling = false;
  };
  return {
    seats: () => seats,
    switches: () => switches,
    set(wanted) {
      const next = { ...switches, ...wanted };
      if (switchWords(next) === switchWords(switches)) return;
      switches = next;
      changed();
      void roll();
    },
    start: (seat) => seat.start(switches),
    startSecond() {
      const second = seatOf('Bot 2', 'bot-2.log');
      seats = [first, second];
      second.start(switches);
    },
    endSecond() {
      const [, second] = seats;
      leaving = second;
      void second?.stop(RESTART_MS).then(() => {
        seats = [first];
        changed();
      });
    },
    living: () => seats.flatMap((seat) => seat.bot() ?? []),
    recorded() {
      const path = storePath(folder);
      if (isOver) return undefined;
      // By then its tables are there.
      if (wasReady && existsSync(path)) kept ??= openKept(path);
      return kept;
    },
    underWay() {
      const busy = seats.find((seat) => seat.state() === 'starting' || seat.state() === 'stopping');
      return busy && `${busy.name} ${busy.state() === 'starting' ? 'starts' : 'ends'}`;
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async end() {
      isOver = true;
      await Promise.all(seats.map((seat) => seat.stop()));
      kept?.close();
    },
  };
}
