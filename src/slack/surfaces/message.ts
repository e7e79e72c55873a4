import type { KnownBlock } from '@slack/types';

/** A message ready for chat.postMessage or chat.update: `text` is what notifications and screen readers get. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}
