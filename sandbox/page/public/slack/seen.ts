import type { Message } from '../../../control/view.ts';
import { view } from '../live.ts';
import { msOf } from './dates.ts';

/** When this page was loaded, by the demo's clock. */
let loadedAt: number | undefined;

/** Whether a message still stands there: what only one person sees is gone after a reload, as it is in Slack. */
export function isThere({ ephemeral, ts }: Message): boolean {
  loadedAt ??= view.get()?.time.now ?? 0;
  return !ephemeral || msOf(ts) > loadedAt;
}
