/** A clock that runs faster than the wall's, the same for every process that knows when it began. */
export interface FastClock {
  /** Epoch milliseconds, as the bot and the services around it see them. */
  now(): number;
  /** For deadlines, in the same fast milliseconds. */
  monotonic(): number;
}

/** `since` in epoch milliseconds of the wall, `speed` in its seconds per second. */
export function fastClock(since: number, speed: number): FastClock {
  return {
    now: () => Math.floor(since + (Date.now() - since) * speed),
    monotonic: () => performance.now() * speed,
  };
}
