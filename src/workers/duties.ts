import type { Duty } from '../interfaces/duty.ts';

/** What a running bot does again and again, each by a timer of its own. */
export interface Duties {
  begin(...duties: Duty[]): void;
  /** None is done any more; what is under way ends by itself. */
  stop(): void;
}

/** One that threw is done again after so long. */
const ERROR_PAUSE_MS = 10_000;

/** `onError` hears what a duty threw; it is done again all the same. */
export function createDuties(onError: (duty: Duty, error: unknown) => void): Duties {
  const timers = new Map<Duty, NodeJS.Timeout>();
  let stopped = false;
  const schedule = (duty: Duty, ms: number | undefined) => {
    if (!stopped && ms !== undefined) timers.set(duty, setTimeout(run, ms, duty));
  };
  const run = (duty: Duty) => {
    duty.run().then(
      (ms) => schedule(duty, ms),
      (error: unknown) => {
        onError(duty, error);
        schedule(duty, ERROR_PAUSE_MS);
      },
    );
  };
  return {
    begin(...duties) {
      for (const duty of duties) schedule(duty, duty.firstMs);
    },
    stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
