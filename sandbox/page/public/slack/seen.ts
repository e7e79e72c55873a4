import type { Message } from '../../../control/view.ts';
import { view } from '../live.ts';
import { msOf } from './dates.ts';

/** When this page was loaded, by the demo's clock. */
let loadedAt: number | undefined;

/** Whether a message still stands there: what only one person sees is gone after a reload, as it is in Slack. */
export function isThere({ ephemeral, ts }: Message): boolean {
  const now = view.get()?.time.now ?? 0;
  // A demo that was started anew begins with an earlier time than one that had jumped.
  loadedAt = Math.min(loadedAt ?? now, now);
  return !ephemeral || msOf(ts) > loadedAt;
}
