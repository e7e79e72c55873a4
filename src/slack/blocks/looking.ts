import type { ContextBlock, RichTextBlock } from '@slack/types';
import type { Shown } from '../../actions/showing/show.ts';
import { listText, type listWords } from '../../words/listing.ts';
import { type Timed, timedText } from '../../words/timed.ts';
import { plain, plainContext, plainSection } from './blocks.ts';
import { cuttable, type Part } from './budget.ts';
import { type Message, message } from './message.ts';
import { line, richText, words } from './rich-text.ts';
import { cutTimed, timedElements } from './timed.ts';

/** How much of each text an answer shows where there is room for all. */
const SHOWN = { line: 500, paragraph: 2_000, timed: 1_000, foot: 1_500 } as const;

/** Links to cards, by where those stand. */
export type LinkTo = (channel: string, ts: string) => string;

/** A list as an answer: each line with a link to its card. */
export function listMessage(list: ReturnType<typeof listWords>, linkTo: LinkTo): Message {
  const { head, lines, foot } = list;
  return message(listText(list), [
    plainSection(head),
    ...lines.map(({ id, text, card }) => linked(id, card && linkTo(card.channel, card.ts), text)),
    ...(foot ? [plainContext(foot, SHOWN.foot)] : []),
  ]);
}

/** Paragraphs as an answer, with a link to the card they are about. */
export function paragraphsMessage(
  paragraphs: readonly Timed[],
  card: Shown['card'],
  linkTo: LinkTo,
): Message {
  const parts = paragraphs.map((paragraph, index) => part(paragraph, index === 0 ? 'status' : 'reason'));
  return message(paragraphs.map(timedText).join('\n'), [
    ...parts,
    ...(card ? [linked('Card', linkTo(card.channel, card.ts))] : []),
  ]);
}

/** Rich text where there is something in it that each reader sees in a way of their own. */
function part(paragraph: Timed, as: 'status' | 'reason'): Part {
  if (paragraph.every((one) => typeof one === 'string'))
    return cuttable(as, plainSection(paragraph.join(''), SHOWN.paragraph));
  return richText([line(...timedElements(cutTimed(paragraph, SHOWN.timed)))]);
}

/** The bot's own link under a word of its own, and beside it words of which none is read as markup. */
export function linked(word: string, link: string | undefined, said: Timed = []): RichTextBlock {
  const beside = cutTimed(said.length > 0 ? [' · ', ...said] : [], SHOWN.line);
  const first = link ? ({ type: 'link', url: link, text: word } as const) : words(word);
  return richText([line(first, ...timedElements(beside))]);
}

/** The bot's own link under a word of its own, small, and beside it a text. */
export function linkedSmall(
  word: string,
  link: string | undefined,
  text: string,
  limit: number,
): ContextBlock {
  return {
    type: 'context',
    elements: [
      link ? { type: 'mrkdwn', text: `<${link}|${word}>`, verbatim: true } : plain(word),
      plain(text, limit),
    ],
  };
}
