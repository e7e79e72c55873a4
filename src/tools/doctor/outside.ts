import type { Accounts } from '../../domain/account.ts';
import type { Longest } from '../../slack/blocks/longest.ts';

/** What stands outside the checks, for tests to hold. */
export interface Outside {
  /** Epoch milliseconds. */
  now: () => number;
  /** Milliseconds. */
  monotonic: () => number;
  /** Resolves after so many milliseconds. */
  pause: (ms: number) => Promise<unknown>;
  /** What has not ended by then is wrong; milliseconds. */
  limitMs: number;
  /** Every message, modal and Home tab with the longest that can be in it. */
  surfaces: (deploymentLabel: string | undefined, accounts: Accounts) => Iterable<Longest>;
  /** Node's version: `v24.1.0`. */
  nodeVersion: string;
}

/** What no check may take longer than. */
export const LIMIT_MS = 10_000;
