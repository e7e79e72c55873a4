import type { Catalog } from '../../interfaces/catalog.ts';
import type { Threads } from '../../interfaces/chat.ts';
import type { Monotonic } from '../../interfaces/clock.ts';
import type { DirectConnect } from '../../interfaces/direct-connect.ts';
import type { Store } from '../../interfaces/store.ts';
import type { Judging } from '../deciding/who-may.ts';

/** What placing works with. */
export interface PlaceDeps {
  store: Store;
  directConnect: DirectConnect;
  /** What was last read of what is offered. */
  catalog: Catalog;
  /** By which that was read; epoch milliseconds. */
  now: () => number;
  threads: Threads;
  judging: Judging;
  monotonic: Monotonic;
  /** 0 to 1, for jitter. */
  random: () => number;
  /** Resolves after so many milliseconds. */
  pause: (ms: number) => Promise<unknown>;
  /** FREEZE of this process. */
  frozen: boolean;
  /** DRY_RUN of this process: it places nothing, whatever is stamped on a request. */
  dryRun: boolean;
  /** Hash of what this process decides by; while another process of the store has another, nothing is placed. */
  rulesHash: () => string;
  /** The account that orders must be for by the settings; undefined where any that STS names will do. */
  expectedAccount: string | undefined;
  /** Hard end of one CreateInterconnect, counted from the attempt's commit. */
  deadlineMs: number;
  settleWindowMs: number;
  /** How often an account's Region is listed, in milliseconds. */
  statePollMs: number;
}
