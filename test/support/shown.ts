import type { Person, StoredMessage } from '../../sandbox/workspace/types.ts';

/** The first words of a card or message: its first block's text, without the glyph before it. */
export function statusOf(message: StoredMessage): string {
  const [first] = message.blocks as { text?: { text?: string } }[];
  return (first?.text?.text ?? '').replace(/^\p{Extended_Pictographic} /u, '');
}

/** What one of the bot's messages is found by. */
export function keyOf({ metadata }: StoredMessage): string {
  return (metadata?.event_payload as { key?: string } | undefined)?.key ?? '';
}

/** Whether it is a line, and no card or direct message that is drawn anew. */
export function isLine(message: StoredMessage): boolean {
  return /:\d+$/.test(keyOf(message));
}

interface Element {
  type: string;
  text?: { text?: string };
  options?: { text: { text: string } }[];
}

function elementsOf({ blocks }: StoredMessage): Element[] {
  const all = blocks as { type: string; elements?: Element[]; accessory?: Element }[];
  return all.flatMap(({ type, elements = [], accessory }) =>
    type === 'actions' ? elements : (accessory ?? []),
  );
}

/** The texts of a message's buttons, in order. */
export function buttonsOf(message: StoredMessage): string[] {
  return elementsOf(message).flatMap(({ type, text }) => (type === 'button' ? [text?.text ?? ''] : []));
}

/** What the menu of a card offers that waits for approval. */
export const MENU = ['Withdraw', 'Send back', 'Approve with a comment', 'Take my approval back', 'Details'];

/** What a message's menu offers, in order. */
export function menuOf(message: StoredMessage): string[] {
  return elementsOf(message).flatMap(({ options = [] }) => options.map(({ text }) => text.text));
}

/** The request that a card is about, from its buttons. */
export function requestIdOf(message: StoredMessage): string {
  const found = /ic-[0-9A-Z]{10}/.exec(JSON.stringify(message.blocks));
  if (!found) throw new Error('The card names no request.');
  return found[0];
}

/** What only this person sees in a channel or thread, oldest first. */
export function privately(who: Person, channel: string, threadTs?: string): string[] {
  return who.sees(channel, threadTs).flatMap(({ ephemeralTo, text }) => (ephemeralTo ? [text] : []));
}

export function blockIds(who: Person): string[] {
  const blocks = (who.modal()?.view.blocks ?? []) as { block_id?: string }[];
  return blocks.map(({ block_id = '' }) => block_id);
}
