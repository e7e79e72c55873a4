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

/** What to tell whoever clicked, in words that are true of what was recorded; `unsure` where nobody knows. */
export function failureAnswer(error: unknown, unsure: string = STORE_UNSURE): string {
  if (!(error instanceof StoreUnavailableError)) return FAILED;
  if (error.maybeRecorded) return unsure;
  return error.diskFull ? STORE_FULL : STORE_DOWN;
}
