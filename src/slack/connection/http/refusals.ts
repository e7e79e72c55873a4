import type { Logger } from 'pino';
import { MINUTE } from '../../../domain/time.ts';

/** Requests that nobody signed: anybody can send them, so that they are counted, not told one by one. */
export interface Refusals {
  note(): void;
}

/** Logs at once and then once a minute at most, with how many there were; `monotonic` is in milliseconds. */
export function createRefusals(log: Logger, monotonic: () => number): Refusals {
  let told = Number.NEGATIVE_INFINITY;
  let count = 0;
  return {
    note() {
      count += 1;
      if (monotonic() - told < MINUTE) return;
      log.warn(
        { count },
        "requests without Slack's signature were refused: check SLACK_SIGNING_SECRET and the clock if clicks fail",
      );
      told = monotonic();
      count = 0;
    },
  };
}
