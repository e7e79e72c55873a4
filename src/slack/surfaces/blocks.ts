import type {
  ActionsBlock,
  Button,
  ContextBlock,
  DividerBlock,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import { clip } from '../../domain/text.ts';

/** Slack's limits, in code points. Source: Block Kit reference; one exceeded limit loses the whole message. */
export const LIMIT = {
  section: 3_000,
  field: 2_000,
  fields: 10,
  optionText: 75,
  options: 100,
  fallback: 3_000,
} as const;

/** Literal text: nothing in it is ever read as markup. People's words go out only in these. */
export function plain(text: string, limit: number = LIMIT.section): PlainTextElement {
  return { type: 'plain_text', text: clip(text === '' ? ' ' : text, limit), emoji: false };
}

export function plainSection(text: string): SectionBlock {
  return { type: 'section', text: plain(text) };
}

/** The bot's own words with mentions or dates. Never give it what a person or AWS wrote. */
export function markup(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

export function plainContext(text: string): ContextBlock {
  return { type: 'context', elements: [plain(text)] };
}

/** A grid of label over value, ten at most. */
export function fields(entries: readonly (readonly [label: string, value: string])[]): SectionBlock {
  return {
    type: 'section',
    fields: entries.slice(0, LIMIT.fields).map(([label, value]) => plain(`${label}\n${value}`, LIMIT.field)),
  };
}

export function divider(): DividerBlock {
  return { type: 'divider' };
}

export function actions(elements: Button[]): ActionsBlock[] {
  return elements.length === 0 ? [] : [{ type: 'actions', block_id: 'actions', elements }];
}

/** For fallback texts, which Slack reads as mrkdwn: angle brackets and ampersands lose their meaning. */
export function escaped(text: string): string {
  return clip(text, LIMIT.fallback).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A moment in the reader's own time; `at` in epoch milliseconds. */
export function moment(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${utc(at)}>`;
}

/** The same moment where there is no markup. */
export function utc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
