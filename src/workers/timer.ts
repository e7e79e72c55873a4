export interface Timer {
  stop(): void;
}

/**
 * Runs `work` after `firstMs`, then again after as many milliseconds as it returned, until it returns none; errors are
 * reported and retried.
 */
export function startTimer(
  work: () => Promise<number | undefined>,
  firstMs: number,
  onError: (error: unknown) => void,
): Timer {
  const ERROR_PAUSE_MS = 10_000;
  let stopped = false;
  let timeout: NodeJS.Timeout | undefined;
  const schedule = (ms: number | undefined) => {
    if (!stopped && ms !== undefined) timeout = setTimeout(run, ms);
  };
  const run = () => {
    work().then(schedule, (error: unknown) => {
      onError(error);
      schedule(ERROR_PAUSE_MS);
    });
  };
  schedule(firstMs);
  return {
    stop() {
      stopped = true;
      clearTimeout(timeout);
    },
  };
}
