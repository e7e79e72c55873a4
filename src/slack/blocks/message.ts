import { createHash } from 'node:crypto';
import type { KnownBlock } from '@slack/types';
import { escaped } from './blocks.ts';
import { type Part, withinBudget } from './budget.ts';

/** A message ready for chat.postMessage or chat.update: `text` is what notifications and screen readers get. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** A message that Slack takes: `text` in plain words, and the blocks within the budget of one message. */
export function message(text: string, parts: readonly Part[]): Message {
  return { text: escaped(text), blocks: named(withinBudget(parts)) };
}

/**
 * Names each block by what it shows: Slack wants another ID for a block that was drawn anew, and what looks the same
 * must be the same, or it would be drawn again without end.
 */
function named(blocks: readonly KnownBlock[]): KnownBlock[] {
  const used = new Map<string, number>();
  return blocks.map((block) => {
    const id = createHash('sha256').update(JSON.stringify(block)).digest('hex').slice(0, 16);
    const times = (used.get(id) ?? 0) + 1;
    used.set(id, times);
    return { ...block, block_id: times === 1 ? id : `${id}-${times}` };
  });
}
