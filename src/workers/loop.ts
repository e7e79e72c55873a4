/** A worker that runs whenever it is woken, and looks by itself every so often. */
export interface Loop {
  wake(): void;
  /** No new round; resolves when the ones under way have ended. */
  stop(): Promise<void>;
}

export interface LoopOptions {
  /** One piece of work; true if there may be more. */
  runOnce: () => Promise<boolean>;
  /** How often it looks without being woken: for due times, retries, and other processes' commits. Milliseconds. */
  everyMs: number;
  /** How many pieces may be under way at once. */
  parallel: number;
  onError: (error: unknown) => void;
}

/** Starts a loop; an error ends that round, is reported, and the next round comes as usual. */
export function startLoop({ runOnce, everyMs, parallel, onError }: LoopOptions): Loop {
  const running = new Set<Promise<void>>();
  let stopped = false;
  let wokenMeanwhile = false;

  const run = async (): Promise<void> => {
    try {
      while (!stopped && (await runOnce())) launch();
    } catch (error) {
      onError(error);
    }
  };
  const launch = () => {
    if (stopped) return;
    if (running.size >= parallel) {
      wokenMeanwhile = true;
      return;
    }
    const lane = run().finally(() => {
      running.delete(lane);
      if (wokenMeanwhile) {
        wokenMeanwhile = false;
        launch();
      }
    });
    running.add(lane);
  };

  const timer = setInterval(launch, everyMs);
  return {
    wake: launch,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}
