import type { Work } from '../interfaces/store.ts';
import type { Board } from './board.ts';

/** Looks into the store, so that what no commit of this process has told is found too. */
export interface Looker {
  /** Another process may have left something. */
  lookNow(): void;
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

/** Looks at once, then again after each `lookMs`, and wakes the workers whenever something's time has come. */
export function startLooking({ look, board, wakeAll, lookMs, onError }: LookerDeps): Looker {
  let lookAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;
  let again = false;
  let stopped = false;

  const run = async (): Promise<void> => {
    looking = true;
    again = false;
    lookAt = performance.now() + lookMs;
    try {
      const found = await look();
      for (const [kind, inMs] of Object.entries(found)) board.found(kind as Work, inMs);
    } catch (error) {
      onError(error);
    }
    looking = false;
    if (again) lookAt = performance.now();
    wakeAll();
    rearm();
  };
  const tick = () => {
    if (performance.now() >= lookAt && !looking) void run();
    else {
      wakeAll();
      rearm();
    }
  };
  const rearm = () => {
    clearTimeout(timer);
    if (stopped) return;
    const untilLook = looking ? lookMs : lookAt - performance.now();
    // A timer may end a fraction of a millisecond early.
    timer = setTimeout(tick, Math.max(Math.min(untilLook, board.nextIn() ?? lookMs), 0) + 1);
  };
  tick();
  return {
    lookNow() {
      if (looking) again = true;
      else {
        lookAt = performance.now();
        rearm();
      }
    },
    rearm,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
