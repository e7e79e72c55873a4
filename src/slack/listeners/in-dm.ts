import type { WebClient } from '@slack/web-api';
import { escaped, plainSection } from '../blocks/blocks.ts';

/** Says something to one person in their direct message with the bot, where what they clicked can't show it. */
export async function tellInDm(client: WebClient, userId: string, text: string): Promise<void> {
  const { channel } = await client.conversations.open({ users: userId });
  const message = { text: escaped(text), blocks: [plainSection(text)] };
  await client.chat.postMessage({ ...message, channel: channel?.id ?? userId });
}
