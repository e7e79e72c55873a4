import type { Store } from '../../interfaces/store.ts';

/**
 * Somebody deleted a message. If it is one that shows a request, it is wanted anew: drawing it finds it gone and posts
 * it again. `ts` is Slack's name for the message in its channel.
 */
export async function cardDeleted(store: Store, channel: string, ts: string): Promise<void> {
  await store.transaction(async (tx) => {
    const surface = await tx.surfaceAt(channel, ts);
    if (!surface) return;
    await tx.redraw(surface.requestId, surface.destination);
    await tx.forgetShown(surface.requestId, surface.destination);
  });
}
