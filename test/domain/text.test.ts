import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clip, codePoints } from '../../src/domain/text.ts';
import { hostileText } from './support.ts';

test('a letter outside the basic plane counts once', () => {
  expect(codePoints('a😀𝔘')).toBe(3);
  expect('a😀𝔘').toHaveLength(5);
});

test('what fits stays as it is', () => {
  fc.assert(fc.property(hostileText, (text) => clip(text, codePoints(text)) === text));
});

test('what is cut has exactly the limit, ends in an ellipsis and splits no character', () => {
  fc.assert(
    fc.property(hostileText, fc.integer({ min: 1, max: 50 }), (text, limit) => {
      fc.pre(codePoints(text) > limit);
      const cut = clip(text, limit);
      expect(codePoints(cut)).toBe(limit);
      expect(cut.endsWith('…')).toBe(true);
      expect([...text].slice(0, limit - 1).join('')).toBe(cut.slice(0, -1));
    }),
  );
});
