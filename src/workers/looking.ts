import type { Work } from '../interfaces/store.ts';
import type { Board } from './board.ts';

/** Looks into the store, so that what no commit of this process has told is found too. */
export interface Looker {
  /** Another process may have left something: looks at once, or within so many milliseconds. */
  lookWithin(ms: number): void;
  /** Something else may be due sooner. */
  rearm(): void;
  stop(): void;
}

interface LookerDeps {
  /** Milliseconds until the earliest of each kind, where that is within `lookMs`. */
  look: () => Promise<Partial<Record<Work, number>>>;
  board: Board;
  wakeAll: () => void;
  lookMs: number;
  onError: (error: unknown) => void;
}

/** However often others say that they left something: two looks are so far apart at least. */
const AGAIN_MS = 50;

/** Looks at once, then again after each `lookMs`, and wakes the workers whenever something's time has come. */
export function startLooking({ look, board, wakeAll, lookMs, onError }: LookerDeps): Looker {
  let lookAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let tickAt = Number.POSITIVE_INFINITY;
  let looking = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  /** Asked for while a look was under way: another, so many milliseconds after it. */
  let againIn: number | undefined;
  let stopped = false;

  const run = async (): Promise<void> => {
    looking = true;
    againIn = undefined;
    lookedAt = performance.now();
    lookAt = lookedAt + lookMs;
    try {
      const found = await look();
      for (const [kind, inMs] of Object.entries(found)) board.found(kind as Work, inMs);
    } catch (error) {
      onError(error);
    }
    looking = false;
    if (againIn !== undefined) soonest(againIn);
    wakeAll();
    rearm();
  };
  const soonest = (ms: number) => {
    lookAt = Math.min(lookAt, Math.max(performance.now() + ms, lookedAt + AGAIN_MS));
  };
  const tick = () => {
    tickAt = Number.POSITIVE_INFINITY;
    if (performance.now() >= lookAt && !looking) void run();
    // Whatever is known to be due waits for no look.
    wakeAll();
    rearm();
  };
  const rearm = () => {
    if (stopped) return;
    const untilLook = looking ? lookMs : lookAt - performance.now();
    // A timer may end a fraction of a millisecond early.
    const inMs = Math.max(Math.min(untilLook, board.nextIn() ?? lookMs), 0) + 1;
    // Never put off: what it was set for may have fallen due a moment ago.
    if (performance.now() + inMs >= tickAt) return;
    clearTimeout(timer);
    tickAt = performance.now() + inMs;
    timer = setTimeout(tick, inMs);
  };
  tick();
  return {
    lookWithin(ms) {
      if (looking) againIn = Math.min(againIn ?? ms, ms);
      else soonest(ms);
      rearm();
    },
    rearm,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
