/** A clock that can be set, sped up and made to jump. */
export interface Clock {
  /** Epoch milliseconds. Goes back only where it is set back, or what it goes by is. */
  now(): number;
  /** Shows this time from now on, be it an earlier one. */
  set(time: number): void;
  /** From now on so many of its seconds pass in one; 0: it stands still. */
  speed(times: number): void;
  /** So many of its seconds pass in one now. */
  times(): number;
  /** So many milliseconds pass at once. */
  jump(ms: number): void;
  /** Calls the listener after each of these; what comes back ends that. */
  on(listener: () => void): () => void;
}

/** A clock that goes as `base` does (epoch milliseconds), or as this machine's that never goes back, until it is told otherwise. */
export function createClock(base: () => number = rising(Date.now)): Clock {
  const listeners = new Set<() => void>();
  let since = base();
  let shown = since;
  let times = 1;
  const now = () => Math.floor(shown + (base() - since) * times);
  const begin = (time: number) => {
    since = base();
    shown = time;
    for (const listener of [...listeners]) listener();
  };
  return {
    now,
    set: begin,
    speed(wanted) {
      if (!(wanted >= 0 && wanted < Number.POSITIVE_INFINITY)) throw new RangeError(`No speed: ${wanted}`);
      const time = now();
      times = wanted;
      begin(time);
    },
    times: () => times,
    jump(ms) {
      if (!(ms >= 0)) throw new RangeError(`A clock jumps forward, not by ${ms} ms.`);
      begin(now() + ms);
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function rising(base: () => number): () => number {
  let latest = Number.NEGATIVE_INFINITY;
  return () => {
    latest = Math.max(latest, base());
    return latest;
  };
}
