import type { RichTextElement } from '@slack/types';
import type { Timed } from '../../words/decision.ts';
import { utc } from '../../words/time.ts';
import { moment } from './blocks.ts';
import { time, words } from './rich-text.ts';

/** Words with moments in them, for rich text: nothing in them is parsed. */
export function timedElements(timed: Timed, limit?: number): RichTextElement[] {
  return timed.map((part) => (typeof part === 'string' ? words(part, limit) : time(part.at)));
}

/** The same as markup, for the bot's own words alone. */
export function timedMarkup(timed: Timed): string {
  return timed.map((part) => (typeof part === 'string' ? part : moment(part.at))).join('');
}

/** The same where no reader's zone is known. */
export function timedText(timed: Timed): string {
  return timed.map((part) => (typeof part === 'string' ? part : utc(part.at))).join('');
}
