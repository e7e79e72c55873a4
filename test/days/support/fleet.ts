import type { Bot } from './bot.ts';
import type { Blow, Span } from './life.ts';

/** What was done to the bot's processes; times in milliseconds since the order. */
export interface FleetLog {
  /** While no process was awake. */
  down: Span[];
  /** How often what. */
  done: Record<string, number>;
}

/** The bot's processes: one that is awake, or none; and those that sleep beside it. */
export interface Fleet {
  readonly log: FleetLog;
  awake(): Bot[];
  /** Whether a blow is still to come to the one that is awake. */
  isArmed(): boolean;
  /** Starts one where it is time for the next. `possible`: false while a start could only fail. */
  start(possible: boolean): Promise<void>;
  /** Does something to the one that is awake, or has it done a few calls later. */
  strike(blow: Blow, possible: boolean): Promise<void>;
  /** Whether a blow has come to it since; then it is gone, or sleeps. */
  isStruck(): Promise<boolean>;
  /** Wakes those whose time has come; `rest` lets them do what they find. Then they end. */
  wake(rest: (bots: Bot[]) => Promise<void>): Promise<void>;
  /** Counts one more of what was done. */
  count(what: string): void;
  /** When the next one starts or wakes. */
  nextAt(): number;
  /** Ends all in good order. */
  end(): Promise<void>;
}

/** `age`: milliseconds since the order. */
export function createFleet(startOne: () => Promise<Bot>, age: () => number): Fleet {
  const log: FleetLog = { down: [], done: {} };
  const sleepers: { bot: Bot; wakesAt: number }[] = [];
  let awake: Bot | undefined;
  let armed: Blow | undefined;
  let downSince: number | undefined;
  let startsAt = Number.NEGATIVE_INFINITY;

  const count = (what: string) => {
    log.done[what] = (log.done[what] ?? 0) + 1;
  };
  const begin = async () => {
    awake = await startOne();
    armed = undefined;
    startsAt = Number.POSITIVE_INFINITY;
    if (downSince !== undefined) log.down.push({ from: downSince, until: age() });
    downSince = undefined;
  };
  const gone = (forMs: number) => {
    awake = undefined;
    armed = undefined;
    downSince = age();
    startsAt = age() + forMs;
  };
  return {
    log,
    awake: () => (awake ? [awake] : []),
    isArmed: () => armed !== undefined,
    async start(possible) {
      if (!awake && possible && startsAt <= age()) await begin();
    },
    async strike(blow, possible) {
      const { what, calls, forMs } = blow;
      const old = awake;
      if (!old) return;
      if (what === 'kill' || what === 'sleep') {
        armed = blow;
        return old.after(calls, what);
      }
      if (what === 'roll_over' && !possible) return;
      if (what === 'roll_over') await begin();
      else gone(forMs);
      await old.stop();
      count(what);
    },
    async isStruck() {
      if (!awake || !armed || !(await awake.isStruck())) return false;
      const { what, forMs } = armed;
      const bot = awake;
      count(what);
      // Beside one that sleeps another starts at once.
      gone(what === 'kill' ? forMs : 0);
      if (what === 'kill') await bot.kill();
      else sleepers.push({ bot, wakesAt: age() + forMs });
      return true;
    },
    async wake(rest) {
      for (const sleeper of sleepers.filter(({ wakesAt }) => wakesAt <= age())) {
        await sleeper.bot.wake();
        await rest([sleeper.bot, ...(awake ? [awake] : [])]);
        await sleeper.bot.stop();
        sleepers.splice(sleepers.indexOf(sleeper), 1);
      }
    },
    count,
    nextAt: () => Math.min(startsAt, ...sleepers.map(({ wakesAt }) => wakesAt)),
    async end() {
      for (const { bot } of sleepers.splice(0)) await bot.kill();
      await awake?.stop();
      awake = undefined;
    },
  };
}
