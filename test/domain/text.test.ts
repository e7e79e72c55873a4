import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clip, codePoints, folded, invisibles, shown, sortedByName } from '../../src/domain/text.ts';
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

const BIDI = '\u202e';
const ZERO_WIDTH = '\u200b';

test('what shows nothing and turns text around is shown as nothing', () => {
  expect(shown(`a${BIDI}b${ZERO_WIDTH}c\ufeff\u00ad`)).toBe('abc');
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(shown(text)).not.toMatch(/\p{Cf}/u);
      expect(shown(shown(text))).toBe(shown(text));
    }),
  );
});

test('each such character is named once, by its number', () => {
  expect(invisibles(`a${BIDI}b${ZERO_WIDTH}${BIDI}`)).toEqual(['U+202E', 'U+200B']);
  expect(invisibles('dc2-core-01 größe')).toEqual([]);
});

test('names are sorted without regard to capitals and accents, whatever order they come in', () => {
  const names = [
    '165 Halsey, Newark',
    'Équinix PA3, Paris',
    'Equinix SV1',
    'iAdvantage, Hong Kong',
    'Łódź',
    'NEXTDC C1',
    'Øresund – A',
    'Oslo',
    'Zürich',
  ];
  const sorted = (some: string[]) => sortedByName(some.map((name) => ({ name }))).map(({ name }) => name);
  expect(sorted(names.toReversed())).toEqual(names);
  const keys = (some: string[]) => sorted(some).map(folded);
  fc.assert(
    fc.property(fc.array(hostileText), (some) => {
      expect(keys(some)).toEqual(some.map(folded).sort());
    }),
  );
});

test('what is typed without accents finds what is written with them', () => {
  expect(folded('Łódź – Ærø, Straße')).toBe('lodz - aero, strasse');
});
