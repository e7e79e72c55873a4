import type { Failure } from '../../domain/request/outcome.ts';
import type { Monotonic } from '../../interfaces/clock.ts';
import { trouble } from './failure.ts';

/** The call was due before it could leave. */
class DeadlinePassedError extends Error {
  override readonly name = 'DEADLINE';
}

/** Where a command's `leaving` stands: the innermost step, after signing, right before the socket. */
export const LEAVING = { step: 'deserialize', priority: 'low', name: 'leave' } as const;

/**
 * Sends something once, by a client that never retries, ends at the deadline of the monotonic clock whatever happens, and
 * never throws: what AWS answered, or what is known of the failure. `send` calls `leaving` at the step LEAVING.
 */
export async function once<O>(
  monotonic: Monotonic,
  deadline: number,
  send: (leaving: () => void, abortSignal: AbortSignal) => Promise<O>,
): Promise<{ answer: O } | { failure: Failure }> {
  let left = false;
  const remaining = deadline - monotonic();
  if (remaining <= 0) return late(left);
  const leaving = () => {
    // A process that slept wakes up here.
    if (monotonic() >= deadline) throw new DeadlinePassedError('The deadline passed before the call left.');
    left = true;
  };
  const abort = new AbortController();
  const sent = send(leaving, abort.signal).then(
    (answer) => ({ answer }),
    (error: unknown) => ({ failure: { ...trouble(error), left } }),
  );
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<{ failure: Failure }>((resolve) => {
    timer = setTimeout(() => {
      resolve(late(left));
      abort.abort();
    }, remaining);
  });
  try {
    return await Promise.race([sent, end]);
  } finally {
    clearTimeout(timer);
  }
}

function late(left: boolean): { failure: Failure } {
  const message = left
    ? 'AWS had not answered by the deadline.'
    : 'The deadline passed before the call left.';
  return { failure: { code: 'DEADLINE', message, left } };
}
