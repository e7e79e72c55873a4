import { MINUTE, SECOND } from '../../domain/time.ts';

/** How often a method may be called, how many calls at once are a burst, and how many of them are for outcomes alone. */
interface Rate {
  everyMs: number;
  burst: number;
  kept: number;
}

/**
 * Source: Slack's rate limits; posting has a limit per channel, changing one per workspace (tier 3). Short bursts are
 * allowed, and no page says how long: these are well below what others have found, and a 429 is obeyed.
 */
const RATES = {
  post: { everyMs: SECOND, burst: 10, kept: 3 },
  update: { everyMs: MINUTE / 50, burst: 15, kept: 0 },
} as const satisfies Record<string, Rate>;

/** A probe goes out so often to where Slack refuses everything. */
const PROBE_MS = MINUTE;
/** By then its call has left and ended: whoever came meanwhile comes back, and no sooner. */
const PROBE_ENDS_MS = 15 * SECOND;
/** Nobody is told to come back later than that: whoever was told may not come. */
const QUEUE_MOST_MS = MINUTE;
const EVERYWHERE = 'everywhere';

/** Calls that have a limit of their own. */
export type Paced = keyof typeof RATES;

/** When a call to Slack may leave. Nobody waits: who is too early is told how much, and comes back. */
export interface Pace {
  /**
   * Milliseconds until this call may leave; 0 takes its turn. What came of an order (`isOutcome`) waits for Slack's own
   * limit alone, never behind what else is to be said.
   */
  turn(method: Paced, channel: string, isOutcome?: boolean): number;
  /** As `turn`, for who isn't about to call yet: 0 takes nothing. */
  untilTurn(method: Paced, channel: string, isOutcome?: boolean): number;
  /** Slack answered 429 and said how long to wait. Its own caller waits as long; others only from the second in a row on. */
  limited(method: Paced, channel: string, ms: number): void;
  /** Such a call is refused in this channel, or every call anywhere, until somebody mends it. */
  closed(method: Paced, channel: string | 'everywhere'): void;
  /** Slack took it. */
  worked(method: Paced, channel: string): void;
}

/**
 * Keeps Slack's limits per method and channel, in this process: replicas each have their own, and the 429 that they
 * may get together is obeyed. `monotonic` in milliseconds.
 */
export function createPace(monotonic: () => number): Pace {
  /** When each limit would be used up to the last by what has left so far. */
  const usedUntil = new Map<string, number>();
  /** The latest turn that somebody was told to come back for: the next one in the queue gets a later one. */
  const queuedUntil = new Map<string, number>();
  const closedUntil = new Map<string, number>();
  /** When what was sent to a closed place has its answer. */
  const probedUntil = new Map<string, number>();
  const limitedInARow = new Map<string, number>();
  const limitOf = (method: Paced, channel: string) => (method === 'post' ? `post ${channel}` : method);
  const closingsOf = (method: Paced, channel: string) => [`${method} in ${channel}`, EVERYWHERE];

  const probeEnds = (method: Paced, channel: string, now: number) => {
    const ends = closingsOf(method, channel).map((key) => probedUntil.get(key) ?? 0);
    return Math.min(...ends.filter((end) => end > now), Number.POSITIVE_INFINITY);
  };

  const usedBy = (limit: string, now: number) => Math.max(usedUntil.get(limit) ?? 0, now);
  const untilTurn: Pace['untilTurn'] = (method, channel, isOutcome = false) => {
    const now = monotonic();
    const limit = limitOf(method, channel);
    const until = (key: string) => closedUntil.get(key) ?? 0;
    const closed = Math.max(until(limit), ...closingsOf(method, channel).map(until));
    if (closed > now) return Math.ceil(Math.min(closed, probeEnds(method, channel, now)) - now);
    const { everyMs, burst, kept } = RATES[method];
    const free = usedBy(limit, now) - (burst - (isOutcome ? 0 : kept) - 1) * everyMs;
    if (free <= now) return 0;
    // Each has a queue, in which everybody gets a turn of their own: else all would come back for the same.
    const queue = isOutcome ? `outcomes, ${limit}` : limit;
    const slot = Math.max(free, (queuedUntil.get(queue) ?? 0) + everyMs);
    const soonEnough = slot - now <= QUEUE_MOST_MS ? slot : free;
    queuedUntil.set(queue, soonEnough);
    return Math.ceil(soonEnough - now);
  };

  return {
    untilTurn,
    turn(method, channel, isOutcome) {
      const ms = untilTurn(method, channel, isOutcome);
      if (ms > 0) return ms;
      const now = monotonic();
      const limit = limitOf(method, channel);
      usedUntil.set(limit, usedBy(limit, now) + RATES[method].everyMs);
      // One probe at a time goes where everything was refused.
      for (const key of closingsOf(method, channel))
        if (closedUntil.has(key)) {
          closedUntil.set(key, now + PROBE_MS);
          probedUntil.set(key, now + PROBE_ENDS_MS);
        }
      return 0;
    },
    limited(method, channel, ms) {
      const limit = limitOf(method, channel);
      const count = (limitedInARow.get(limit) ?? 0) + 1;
      limitedInARow.set(limit, count);
      if (count > 1) closedUntil.set(limit, monotonic() + ms);
    },
    closed(method, place) {
      const key = place === EVERYWHERE ? place : `${method} in ${place}`;
      closedUntil.set(key, monotonic() + PROBE_MS);
      probedUntil.delete(key);
    },
    worked(method, channel) {
      const limit = limitOf(method, channel);
      limitedInARow.delete(limit);
      for (const key of [limit, ...closingsOf(method, channel)]) closedUntil.delete(key);
    },
  };
}
