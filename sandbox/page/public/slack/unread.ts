import type { Message } from '../../../control/view.ts';
import { msOf } from './dates.ts';

/** How many messages of others somebody has not read; a mark of a later time than `now` is an earlier demo's. */
export function countUnread(
  messages: Message[],
  upTo: string | undefined,
  { as, now }: { as: string; now: number },
): number {
  const from = upTo !== undefined && msOf(upTo) <= now ? upTo : '';
  return messages.filter(({ ts, user, ephemeral, tombstone }) => {
    return ts > from && user !== as && !ephemeral && !tombstone;
  }).length;
}
