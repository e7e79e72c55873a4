import { StoreUnavailableError } from '../actions/errors.ts';
import { FAILED, STORE_DOWN, STORE_UNSURE } from './surfaces/answers.ts';

/** Slack waits three seconds for an ack; the answer needs the rest. */
const ACK_MS = 2_500;

/**
 * A click's work, ended in time for its ack. What takes longer is reported as a store whose answer is lost: it may
 * still be recorded, and whoever clicked is told just that.
 */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StoreUnavailableError(undefined, true)), ACK_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** What to tell whoever clicked, in words that are true of what was recorded. */
export function failureAnswer(error: unknown): string {
  if (!(error instanceof StoreUnavailableError)) return FAILED;
  return error.maybeRecorded ? STORE_UNSURE : STORE_DOWN;
}
