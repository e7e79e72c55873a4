import type { Incidents } from '../interfaces/incidents.ts';

const KEY = 'ghost-connections';

/** How many connections Slack still counts that no bot holds any more; 0 where it didn't tell. */
export function ghosts(counted: number | undefined, heldByAll: number): number {
  return Math.max(0, (counted ?? heldByAll) - heldByAll);
}

/** What is wrong and what to do, in one line. */
export function ghostsText(counted: number, heldByAll: number): string {
  return (
    `Slack counts ${counted} connections of this app, and the bots of this store hold ${heldByAll}: clicks may go to ` +
    'dead ones. End whatever else uses this SLACK_APP_TOKEN; dead connections Slack gives up by itself within hours. ' +
    'Where it happens again, use HTTP mode.'
  );
}

/** What compares Slack's count with what the bots of the store say they hold. */
export interface GhostWatch {
  /** Slack has said how many connections it counts. */
  hello(connections: Told): void;
  /** Called now and then: compares the latest hello, once every bot has had time to say what it holds. */
  compare(): Promise<void>;
  /** How many there were when that was last compared. */
  seen(): number;
}

/** What this process holds, and how many connections of the app Slack counts; undefined where it didn't tell. */
interface Told {
  held: number;
  counted: number | undefined;
}

/** A bot that has just connected is known one call of `compare` later, and one that ends was known before it. */
const CALLS = 2;

/**
 * Raises the incident while there are ghosts, ends it when a hello shows none. `heldByAll` tells how many connections
 * all processes of the store hold, given how many this one does.
 */
export function watchGhosts(
  incidents: Pick<Incidents, 'raise' | 'clear'>,
  heldByAll: (heldHere: number) => Promise<number>,
): GhostWatch {
  let seen = 0;
  let latest: { told: Told; atHello: Promise<number>; calls: number } | undefined;
  return {
    hello(told) {
      // What can't be read now is read at the comparison.
      latest = { told, atHello: heldByAll(told.held).catch(() => 0), calls: 0 };
    },
    async compare() {
      if (!latest || ++latest.calls < CALLS) return;
      const { told, atHello } = latest;
      latest = undefined;
      const all = Math.max(await atHello, await heldByAll(told.held));
      seen = ghosts(told.counted, all);
      if (told.counted !== undefined && seen > 0) incidents.raise(KEY, ghostsText(told.counted, all));
      else incidents.clear(KEY);
    },
    seen: () => seen,
  };
}
