import type { ContextBlock } from '@slack/types';
import type { Shown } from '../../actions/showing/show.ts';
import { listText, type listWords } from '../../words/listing.ts';
import { plain, plainContext, plainSection } from './blocks.ts';
import { cuttable, type Part } from './budget.ts';
import { type Message, message } from './message.ts';

/** How much of each text an answer shows where there is room for all. */
const SHOWN = { line: 500, paragraph: 2_000 } as const;

/** Links to cards, by where those stand. */
export type LinkTo = (channel: string, ts: string) => string;

/** A list as an answer: each line with a link to its card. */
export function listMessage(words: ReturnType<typeof listWords>, linkTo: LinkTo): Message {
  const { head, lines, foot } = words;
  return message(listText(words), [
    plainSection(head),
    ...lines.map(({ id, text, card }) => linked(id, card && linkTo(card.channel, card.ts), text)),
    ...(foot ? [plainContext(foot)] : []),
  ]);
}

/** Paragraphs as an answer, with a link to the card they are about. */
export function paragraphsMessage(
  paragraphs: readonly string[],
  card: Shown['card'],
  linkTo: LinkTo,
): Message {
  const parts: Part[] = paragraphs.map((paragraph, index) =>
    cuttable(index === 0 ? 'status' : 'reason', plainSection(paragraph, SHOWN.paragraph)),
  );
  return message(paragraphs.join('\n'), [
    ...parts,
    ...(card ? [linked('Card', linkTo(card.channel, card.ts))] : []),
  ]);
}

/** The bot's own link under a word of its own, and beside it a text that is never read as markup. */
export function linked(word: string, link: string | undefined, text?: string): ContextBlock {
  return {
    type: 'context',
    elements: [
      link ? { type: 'mrkdwn', text: `<${link}|${word}>`, verbatim: true } : plain(word),
      ...(text === undefined ? [] : [plain(text, SHOWN.line)]),
    ],
  };
}
