import type { Mark } from './board.ts';

/** The workers of one kind: as many as may be under way at once, each begun only where something is due. */
export interface Lanes {
  /** Something may be due. */
  wake(): void;
  /** The worker that was looking for work has taken this: the next may look. */
  taken(key: string): void;
  /** No new work; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

export interface LanesOptions {
  /** Takes one piece of work and does it; false where there was none. */
  runOnce: () => Promise<boolean>;
  parallel: number;
  isDue: () => boolean;
  /** What is to be told to `onDry`, asked when a worker begins to look. */
  mark: () => Mark;
  /** There was none after all. */
  onDry: (mark: Mark) => void;
  /** A worker has ended that had taken this. */
  onEnd: (key: string) => void;
  /** Something is due, and nobody here is free to take it. */
  onFull: () => void;
  onError: (error: unknown) => void;
}

/** After an error nothing of the kind is taken for so long: a store that is down is not asked without a pause. */
const ERROR_PAUSE_MS = 250;
/** What something was taken for, a call say, leaves before the next is looked for: it has within so many turns. */
const LEAVING_TURNS = 3;

/** One at a time looks for work, so that two never look for the same piece. */
export function createLanes(options: LanesOptions): Lanes {
  const running = new Set<Promise<void>>();
  /** The worker that has taken nothing yet. */
  let looking: { key: string | undefined } | undefined;
  let paused: NodeJS.Timeout | undefined;
  let stopped = false;

  const run = async (lane: { key: string | undefined }): Promise<void> => {
    const mark = options.mark();
    try {
      if (!(await options.runOnce())) options.onDry(mark);
    } catch (error) {
      options.onError(error);
      if (stopped) return;
      paused ??= setTimeout(() => {
        paused = undefined;
        wake();
      }, ERROR_PAUSE_MS);
    } finally {
      if (looking === lane) looking = undefined;
      if (lane.key !== undefined) options.onEnd(lane.key);
    }
  };
  const wake = () => {
    if (!options.isDue()) return;
    if (stopped || running.size >= options.parallel) return options.onFull();
    if (looking || paused) return;
    const lane = { key: undefined };
    looking = lane;
    const work = run(lane).finally(() => {
      running.delete(work);
      if (!stopped) wake();
    });
    running.add(work);
  };
  return {
    wake,
    taken(key) {
      if (looking) looking.key = key;
      looking = undefined;
      inTurns(LEAVING_TURNS, wake);
    },
    async stop() {
      stopped = true;
      clearTimeout(paused);
      await Promise.all(running);
    },
  };
}

/** Calls `then` once everybody else in this process has had so many turns. */
function inTurns(turns: number, then: () => void): void {
  setImmediate(turns > 1 ? () => inTurns(turns - 1, then) : then);
}
