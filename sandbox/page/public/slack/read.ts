import { keep, kept } from '../kept.ts';
import { shared } from '../kit/shared.ts';

/** Up to which ts each person has read, by the channel or `channel/thread`. */
type Read = Record<string, Record<string, string>>;

/** What everybody has read so far, in all windows of this browser. */
export const read = shared<Read>(kept<Read>('read', 'browser') ?? {});

/** Somebody has read a channel or thread up to a message. */
export function markRead(as: string, place: string, ts: string): void {
  // Another window may have read on meanwhile.
  const all = kept<Read>('read', 'browser') ?? {};
  if (all[as]?.[place] === ts) return;
  const now = { ...all, [as]: { ...all[as], [place]: ts } };
  keep('read', now, 'browser');
  read.set(now);
}
