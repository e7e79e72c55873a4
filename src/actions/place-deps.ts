import type { DirectConnect, Monotonic, Store } from './ports.ts';
import type { Threads } from './slack-ports.ts';

/** What placing works with. */
export interface PlaceDeps {
  store: Store;
  directConnect: DirectConnect;
  threads: Threads;
  monotonic: Monotonic;
  /** 0 to 1, for jitter. */
  random: () => number;
  /** Resolves after so many milliseconds. */
  pause: (ms: number) => Promise<unknown>;
  frozen: boolean;
  /** Hard end of one CreateInterconnect, counted from the attempt's commit. */
  deadlineMs: number;
  settleWindowMs: number;
}
