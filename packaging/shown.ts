import { createHash } from 'node:crypto';
import type { Seen } from './scenes.ts';

/** What differs from run to run, and what stands for it. */
const FLEETING: [RegExp, string][] = [
  [/\b(ic|dxcon|dxlag)-\w+/g, '$1-…'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '…'],
  [/\b[0-9a-f]{8,}\b/g, '…'],
  [/\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b/g, 'Month'],
  [/\b[AP]M\b/g, 'noon'],
  [/\b(Today|Yesterday)\b/g, 'Day'],
  [/\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/g, 'Day'],
  [/\d+/g, '0'],
  // Of another year the year is told too.
  [/\bMonth 0, 0\b/g, 'Month 0'],
  [/\b0 (s|min|h|days)\b/g, '0 s'],
];

/** A hash of the words that a scene shows, the same in every run: IDs, times and counts don't tell. */
export async function shownBy({ tells }: Seen): Promise<string> {
  const words: string[] = [];
  for (const one of tells) {
    words.push(...(await one.allInnerTexts()));
    const fields = one.locator('input, select, textarea');
    words.push(...(await fields.evaluateAll((all: { value: string }[]) => all.map(({ value }) => value))));
  }
  const text = words.join('\n').replace(/\s+/g, ' ');
  const lasting = FLEETING.reduce((so, [pattern, instead]) => so.replace(pattern, instead), text);
  return createHash('sha256').update(lasting).digest('hex').slice(0, 16);
}
