import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipped, weigh } from '../../../src/slack/blocks/blocks.ts';

// Counted by number for speed; here by code points and spelled-out entities, as Slack describes it.

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const weights = (text: string) => [...text].map((point) => ENTITIES[point]?.length ?? 1);
const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
/** Surrogates alone and in pairs too. */
const text = fc
  .array(fc.constantFrom('a', 'é', '&', '<', '>', '😀', '\ud83d', '\ude00'), { maxLength: 20 })
  .map((parts) => parts.join(''));

test('a text weighs its code points, escaped', () => {
  const counted = fc.property(text, (any) => {
    expect(weigh(any)).toBe(sum(weights(any)));
  });
  fc.assert(counted);
});

test('a text is cut to the longest beginning that leaves room for the ellipsis', () => {
  const cut = fc.property(text, fc.integer({ min: 1, max: 25 }), (any, limit) => {
    const points = [...any];
    const all = weights(any);
    let kept = 0;
    while (kept < points.length && sum(all.slice(0, kept + 1)) < limit) kept += 1;
    const expected = sum(all) <= limit ? any : `${points.slice(0, kept).join('')}…`;
    expect(clipped(any, limit)).toBe(expected);
  });
  fc.assert(cut);
});
