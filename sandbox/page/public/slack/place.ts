import type { Conversation, View } from '../../../control/view.ts';
import { keep, kept } from '../kept.ts';
import { shared } from '../kit/shared.ts';

/** What is open in this window. */
export interface Place {
  /** `home`, `dm` or a channel's ID; empty for the channel of the approvals. */
  at: string;
  /** The ts of the message whose thread is open. */
  thread: string | undefined;
  /** `channel/ts` of the message that a link has just led to. */
  marked: string | undefined;
}

/** The place that is open. */
export const place = shared<Place>(
  kept<Place>('slack', 'window') ?? { at: '', thread: undefined, marked: undefined },
);

function go(to: Place): void {
  keep('slack', { ...to, marked: undefined }, 'window');
  place.set(to);
}

/** Opens a channel, the direct message or the Home tab. */
export function goTo(at: string): void {
  go({ at, thread: undefined, marked: undefined });
}

/** Opens a thread beside its channel, or closes it. */
export function openThread(thread: string | undefined): void {
  go({ ...place.get(), thread, marked: undefined });
}

/** Opens a message where it stands: in its channel, or in its thread. */
export function openMessage({ conversations }: View, channel: string, ts: string): void {
  const found = conversations.find(({ id }) => id === channel);
  if (!found) return;
  const root = found.messages.find(({ replies }) => replies.some((reply) => reply.ts === ts));
  const at = found.kind === 'dm' ? 'dm' : channel;
  go({ at, thread: root?.ts, marked: `${channel}/${ts}` });
}

/** Where a permalink leads to, if it is one of a message. */
export function messageOf(href: string): { channel: string; ts: string } | undefined {
  const [, channel, seconds, micros] = /\/archives\/(\w+)\/p(\d+)(\d{6})/.exec(href) ?? [];
  return channel === undefined ? undefined : { channel, ts: `${seconds}.${micros}` };
}

/** The conversation that is open; undefined for the Home tab and a direct message that was never written. */
export function conversationAt({ conversations, main }: View, at: string): Conversation | undefined {
  if (at === 'home') return undefined;
  if (at === 'dm') return conversations.find(({ kind }) => kind === 'dm');
  const channels = conversations.filter(({ kind }) => kind !== 'dm');
  return channels.find(({ id }) => id === at) ?? channels.find(({ id }) => id === main) ?? channels[0];
}
