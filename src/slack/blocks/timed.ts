import type { RichTextElement } from '@slack/types';
import type { Timed } from '../../words/timed.ts';
import { clipped, day, moment, weigh } from './blocks.ts';
import { userMention } from './mentions.ts';
import { date, time, words } from './rich-text.ts';

/** Words with moments and people in them, for rich text: nothing else in them is read as anything but words. */
export function timedElements(timed: Timed, limit?: number): RichTextElement[] {
  return timed.map((part) => {
    if (typeof part === 'string') return words(part, limit);
    if ('day' in part) return date(part.day);
    return 'at' in part ? time(part.at) : { type: 'user', user_id: part.user };
  });
}

/** The same cut to texts that weigh no more than `limit` together. */
export function cutTimed(timed: Timed, limit: number): Timed {
  let room = limit;
  return timed.flatMap((part): Timed => {
    if (room <= 0) return [];
    if (typeof part !== 'string') return [part];
    const kept = clipped(part, room);
    // What was cut is the last of it.
    room = kept === part ? room - weigh(kept) : 0;
    return [kept];
  });
}

/** The same as markup, for the bot's own words alone. */
export function timedMarkup(timed: Timed): string {
  return timed
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('day' in part) return day(part.day);
      return 'at' in part ? moment(part.at) : userMention(part.user);
    })
    .join('');
}
