import type { KnownBlock, PlainTextElement, SectionBlock } from '@slack/types';
import { clipped, weigh } from './blocks.ts';

/**
 * What all blocks of one message may weigh: the characters of their texts as Slack keeps them, and a share for the
 * blocks themselves. Slack has refused 11,341 characters (slackapi/bolt-js #2867, #2509) and documents no limit.
 */
export const BUDGET = 9_000;
const BLOCK_SHARE = 50;
const ELEMENT_SHARE = 20;
/** So much of each text stays, for a reader to see that there was one. */
const LEAST = 40;

/** What gives way where a message would be too long, in this order. */
const GIVING_WAY = ['tags', 'warning', 'reason', 'status'] as const;

/** A section whose text may be cut. */
export interface Cuttable {
  as: (typeof GIVING_WAY)[number];
  section: SectionBlock & { text: PlainTextElement };
}

/** One part of a message. */
export type Part = KnownBlock | Cuttable;

/** A section that gives way as the kind of text that it is. */
export function cuttable(as: Cuttable['as'], section: Cuttable['section']): Cuttable {
  return { as, section };
}

/** The blocks of a message, their texts cut as far as need be to weigh no more than the budget. */
export function withinBudget(parts: readonly Part[], budget: number = BUDGET): KnownBlock[] {
  const blocks = parts.map((part) => ('section' in part ? part.section : part));
  let excess = weight(blocks) - budget;
  for (const kind of GIVING_WAY) {
    parts.forEach((part, index) => {
      if (excess <= 0 || !('section' in part) || part.as !== kind) return;
      const { section } = part;
      const before = weigh(section.text.text);
      const text = clipped(section.text.text, Math.max(LEAST, before - excess));
      excess -= before - weigh(text);
      blocks[index] = { ...section, text: { ...section.text, text } };
    });
  }
  return blocks;
}

/** What blocks weigh together. */
export function weight(blocks: readonly KnownBlock[]): number {
  return blocks.reduce((sum, block) => sum + BLOCK_SHARE + weightOf(block), 0);
}

function weightOf(value: object): number {
  const { text } = value as { text?: unknown };
  const own = typeof text === 'string' ? ELEMENT_SHARE + weigh(text) : 0;
  return Object.values(value).reduce(
    (sum: number, one: unknown) => (typeof one === 'object' && one !== null ? sum + weightOf(one) : sum),
    own,
  );
}
