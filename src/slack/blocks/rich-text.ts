import type {
  RichTextBlock,
  RichTextElement,
  RichTextPreformatted,
  RichTextQuote,
  RichTextSection,
} from '@slack/types';
import { shown } from '../../domain/text.ts';
import { utc, utcDay } from '../../words/time.ts';
import { clipped, LIMIT } from './blocks.ts';

/** Rich text: nothing in it is ever parsed, so that people's words can stand in it beside times and bold ones. */
export function richText(
  elements: (RichTextSection | RichTextQuote | RichTextPreformatted)[],
): RichTextBlock {
  return { type: 'rich_text', elements };
}

export function line(...elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements };
}

export function quote(text: string, limit: number = LIMIT.section): RichTextQuote {
  return { type: 'rich_text_quote', elements: [words(text, limit)] };
}

/** A block to copy from. */
export function code(text: string, limit: number = LIMIT.section): RichTextPreformatted {
  return {
    type: 'rich_text_preformatted',
    elements: [{ type: 'text', text: literal(text, limit) }],
    border: 0,
  };
}

export function bold(text: string, limit: number = LIMIT.section): RichTextElement {
  return { type: 'text', text: literal(text, limit), style: { bold: true } };
}

export function words(text: string, limit: number = LIMIT.section): RichTextElement {
  return { type: 'text', text: literal(text, limit) };
}

/** Words that lead somewhere; nothing in them is parsed either. */
export function link(text: string, url: string, limit: number): RichTextElement {
  return { type: 'link', url, text: literal(text, limit) };
}

/** A moment in the reader's own time; `at` in epoch milliseconds. */
export function time(at: number): RichTextElement {
  return {
    type: 'date',
    timestamp: Math.floor(at / 1000),
    format: '{date_short_pretty} {time}',
    fallback: utc(at),
  };
}

/** A moment's day in the reader's own time; `at` in epoch milliseconds. */
export function date(at: number): RichTextElement {
  const timestamp = Math.floor(at / 1000);
  return { type: 'date', timestamp, format: '{date_short_pretty}', fallback: utcDay(at) };
}

function literal(text: string, limit: number): string {
  return clipped(shown(text) || ' ', limit);
}
