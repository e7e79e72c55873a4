import type { Attempt } from '../../domain/request/attempt.ts';
import type { Finding, Request } from '../../domain/request/request.ts';
import { SIGNATURE_MS } from '../../domain/request/signature.ts';

/** Until when AWS might still take the last call whose outcome is not known. Epoch milliseconds. */
export function lateUntil(attempts: readonly Attempt[]): number {
  const last =
    attempts.findLast(({ outcome }) => outcome === null || outcome === 'unknown') ?? attempts.at(-1);
  return last ? last.deadlineAt + SIGNATURE_MS : 0;
}

/** What people are left with where an order that was to be sent again isn't: nothing new was found. */
export function findingAfter(
  attempts: readonly Attempt[],
  { state }: Request,
  looked: Finding['looked'],
): Finding {
  const candidates = 'accepted' in state ? state.accepted : [];
  return { looked, candidates, tagged: [], lagLinks: null, lateUntil: lateUntil(attempts) };
}
