import { CLICK_MS } from '../../actions/deciding/who-may.ts';
import { StoreUnavailableError } from '../../interfaces/errors.ts';
import type { Store } from '../../interfaces/store.ts';
import { FAILED, STORE_DOWN, STORE_FULL, STORE_UNSURE } from '../../words/answers.ts';

/** The store as clicks use it: what it can't record in time it doesn't record, so that the answer is true. */
export function forClicks(store: Store): Store {
  return {
    ...store,
    transaction: (work, limitMs = CLICK_MS) => store.transaction(work, Math.min(limitMs, CLICK_MS)),
  };
}

/** What to tell whoever clicked, in words that are true of what was recorded. */
export function failureAnswer(error: unknown): string {
  if (!(error instanceof StoreUnavailableError)) return FAILED;
  if (error.maybeRecorded) return STORE_UNSURE;
  return error.diskFull ? STORE_FULL : STORE_DOWN;
}
