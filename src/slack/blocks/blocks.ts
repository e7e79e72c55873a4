import type {
  ActionsBlock,
  Button,
  ContextBlock,
  Overflow,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { shown } from '../../domain/text.ts';
import { utc, utcDay } from '../../words/time.ts';

/** Slack's limits. Source: Block Kit reference; one exceeded limit loses the whole message. */
export const LIMIT = {
  section: 3_000,
  optionText: 75,
  options: 100,
  typed: 3_000,
  fallback: 3_000,
} as const;

/** Literal text: nothing in it is ever read as markup. People's words go out only in these. */
export function plain(text: string, limit: number = LIMIT.section): PlainTextElement {
  return { type: 'plain_text', text: clipped(shown(text) || ' ', limit), emoji: false };
}

/** A section of people's words, which is never folded away. */
export function plainSection(
  text: string,
  limit: number = LIMIT.section,
): SectionBlock & { text: PlainTextElement } {
  return { type: 'section', text: plain(text, limit), expand: true };
}

/** The bot's own words with mentions or dates. Never give it what a person or AWS wrote. */
export function markup(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

export function plainContext(text: string, limit: number = LIMIT.section): ContextBlock {
  return { type: 'context', elements: [plain(text, limit)] };
}

export function actions(elements: (Button | Overflow)[]): ActionsBlock[] {
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

const [AMPERSAND, LESS, GREATER] = [0x26, 0x3c, 0x3e];
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** For fallback texts, which Slack reads as mrkdwn: angle brackets and ampersands lose their meaning. */
export function escaped(text: string): string {
  return [...clipped(shown(text), LIMIT.fallback)].map((point) => ENTITIES[point] ?? point).join('');
}

/** How long Slack takes a text to be: it keeps it escaped, and counts code points. */
export function weigh(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += unitsAt(text, at)) sum += weightAt(text, at);
  return sum;
}

/** A text cut to what weighs no more than `limit`; a cut one ends in an ellipsis, which counts. */
export function clipped(text: string, limit: number): string {
  let sum = 0;
  let cut = 0;
  for (let at = 0; at < text.length; ) {
    sum += weightAt(text, at);
    if (sum > limit) return `${text.slice(0, cut)}…`;
    at += unitsAt(text, at);
    if (sum < limit) cut = at;
  }
  return text;
}

/** UTF-16 units of the code point that begins there. Read by number: at each start these go over long texts. */
function unitsAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function weightAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit === AMPERSAND) return '&amp;'.length;
  return unit === LESS || unit === GREATER ? '&lt;'.length : 1;
}

/** A moment's day in the reader's own time; `at` in epoch milliseconds. */
export function day(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty}|${utcDay(at)}>`;
}

/** A moment in the reader's own time; `at` in epoch milliseconds. */
export function moment(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${utc(at)}>`;
}
