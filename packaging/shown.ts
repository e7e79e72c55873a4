import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';

/** What differs from run to run, and what stands for it. */
const FLEETING: [RegExp, string][] = [
  [/\b(ic|dxcon|dxlag)-\w+/g, '$1-…'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '…'],
  [/\b[0-9a-f]{8,}\b/g, '…'],
  [/\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b/g, 'Month'],
  [/\b[AP]M\b/g, 'noon'],
  [/\d+/g, '0'],
];

/** A hash of the words that a scene shows, the same in every run: IDs, times and counts don't tell. */
export async function shownBy(page: Page): Promise<string> {
  const words = await page.evaluate<string>(`(() => {
    const place = document.querySelector('dialog[open]') ?? document.querySelector('main');
    const fields = [...place.querySelectorAll('input, select, textarea')].map(({ value }) => value);
    return [place.innerText, ...fields].join('\\n');
  })()`);
  const lasting = FLEETING.reduce((text, [pattern, instead]) => text.replace(pattern, instead), words);
  return createHash('sha256').update(lasting).digest('hex').slice(0, 16);
}
