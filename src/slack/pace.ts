const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** How often a method may be called, and how many calls at once are taken as a burst. */
interface Rate {
  everyMs: number;
  burst: number;
}

/**
 * Source: Slack's rate limits; posting has a limit per channel, changing one per workspace (tier 3). Short bursts are
 * allowed, and no page says how long: these are well below what others have found, and a 429 is obeyed.
 */
const RATES = {
  post: { everyMs: SECOND, burst: 10 },
  update: { everyMs: MINUTE / 50, burst: 15 },
} as const satisfies Record<string, Rate>;

/** A probe goes out so often to where Slack refuses everything. */
const PROBE_MS = MINUTE;

export type Paced = keyof typeof RATES;

/** When a call to Slack may leave. Nobody waits: who is too early is told how much, and comes back. */
export interface Pace {
  /** Milliseconds until this call may leave; 0 takes its turn. */
  turn(method: Paced, channel: string): number;
  /** Slack answered 429 and said how long to wait. Its own caller waits as long; others only from the second in a row on. */
  limited(method: Paced, channel: string, ms: number): void;
  /** Nothing can be written in this channel, or anywhere, until somebody mends it. */
  closed(channel: string | 'everywhere'): void;
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
  const closedUntil = new Map<string, number>();
  const limitedInARow = new Map<string, number>();
  const keyOf = (method: Paced, channel: string) => (method === 'post' ? `post ${channel}` : method);

  return {
    turn(method, channel) {
      const now = monotonic();
      const key = keyOf(method, channel);
      const { everyMs, burst } = RATES[method];
      const used = Math.max(usedUntil.get(key) ?? 0, now);
      const wait = Math.max(
        used - now - (burst - 1) * everyMs,
        ...[key, channel, 'everywhere'].map((place) => (closedUntil.get(place) ?? 0) - now),
      );
      if (wait > 0) return Math.ceil(wait);
      usedUntil.set(key, used + everyMs);
      // One probe at a time goes where everything was refused.
      for (const place of [channel, 'everywhere'])
        if (closedUntil.has(place)) closedUntil.set(place, now + PROBE_MS);
      return 0;
    },
    limited(method, channel, ms) {
      const key = keyOf(method, channel);
      const count = (limitedInARow.get(key) ?? 0) + 1;
      limitedInARow.set(key, count);
      if (count > 1) closedUntil.set(key, monotonic() + ms);
    },
    closed(place) {
      closedUntil.set(place, monotonic() + PROBE_MS);
    },
    worked(method, channel) {
      const key = keyOf(method, channel);
      limitedInARow.delete(key);
      for (const place of [key, channel, 'everywhere']) closedUntil.delete(place);
    },
  };
}
