import { MINUTE } from '../time.ts';

/** A listing that is further ahead of the store's clock was made before that was set back. */
export const AHEAD_MS = 5 * MINUTE;

/** The last complete listing of an account's Region. */
export interface LastListing {
  accountId: string;
  region: string;
  /** When it began; epoch milliseconds of the store's clock. */
  at: number;
}
