import type { Store } from '../../interfaces/store.ts';

/**
 * Somebody deleted a message. If it is one that shows a request, it is wanted anew: drawing it finds it gone and posts
 * it again. `ts` is Slack's name for the message in its channel.
 */
export async function cardDeleted(
  { store }: { store: Store },
  { channel, ts }: { channel: string; ts: string },
): Promise<void> {
  await store.transaction(async (tx) => {
    const message = await tx.messages.at(channel, ts);
    if (!message) return;
    await tx.messages.redraw(message.requestId, message.destination);
    await tx.messages.forgetShown(message.requestId, message.destination);
  });
}
