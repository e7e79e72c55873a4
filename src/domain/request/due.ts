import { HOUR } from '../time.ts';
import type { Request, RequestState } from './request.ts';
import { type RequestWork, STATUS } from './status.ts';

/** Nothing is put off for longer: what is due later is asked again then. */
const LATEST_MS = HOUR;

/**
 * What a request calls for at a moment, by its state alone; undefined where that is nothing yet. Whoever takes a request
 * up asks this: when its row is due says only when to ask.
 */
export function dueNow({ state, expiresAt }: Request, now: number): RequestWork | undefined {
  const { work, due } = STATUS[state.status];
  if (work === null) return undefined;
  return due === 'at_expiry' && now < expiresAt ? undefined : work;
}

/**
 * When a request in this state is to be taken up next; null where only people, or the listing of its Region, move it.
 * `workAt`: when its work is to be done, if that isn't to wait for its expiry. Epoch milliseconds.
 */
export function dueAt(
  { status }: RequestState,
  { expiresAt }: Pick<Request, 'expiresAt'>,
  workAt: number,
  now: number,
): number | null {
  const { due } = STATUS[status];
  if (due === null) return null;
  return Math.min(due === 'soon' ? workAt : expiresAt, now + LATEST_MS);
}
