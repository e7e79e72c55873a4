import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatTags, PEOPLES_TAGS_MAX, parseTags, tagProblems } from '../../src/domain/tags.ts';
import { HOSTILE, hostileText } from './support.ts';

const problemsOf = (text: string) => parseTags(text).problems;

describe('one key=value a line', () => {
  test.each([
    ['team=network', []],
    ['team=network\n\ncost center = 47 11 ', []],
    ['größe=übergroß\nチーム=ネットワーク', []],
    ['a_.:/=+-@=b_.:/=+-@', []],
    ['empty=', []],
    ['a=1\na=2', ['Line 2: key "a" is there twice.']],
    ['a=1\n\nb=2\na=3', ['Line 4: key "a" is there twice.']],
    ['aws:x=1', ['Line 1: keys starting with aws: are reserved.']],
    ['AWS:x=1', ['Line 1: keys starting with aws: are reserved.']],
    ['interconnect-bot:request-id=ic-1', ['Line 1: keys starting with interconnect-bot: are reserved.']],
    ['Interconnect-Bot:x=1', ['Line 1: keys starting with interconnect-bot: are reserved.']],
    ['ｉnterconnect-bot：request-id=1', ['Line 1: keys starting with interconnect-bot: are reserved.']],
    ['inter\u200bconnect-bot:x=1', ['Line 1: keys starting with interconnect-bot: are reserved.']],
    ['\u202einterconnect-bot\u2060:x=1', ['Line 1: keys starting with interconnect-bot: are reserved.']],
    ['𝐚𝐰𝐬:x=1', ['Line 1: keys starting with aws: are reserved.']],
    ['a\u202eb=1', ['Line 1: only letters, digits, spaces and _ . : / = + - @ are allowed.']],
    ['a=1\u200b2', ['Line 1: only letters, digits, spaces and _ . : / = + - @ are allowed.']],
    [
      'aws:x=1\nnetwork\nb=1\nb=2',
      [
        'Line 1: keys starting with aws: are reserved.',
        'Line 2: no = in it. Write key=value.',
        'Line 4: key "b" is there twice.',
      ],
    ],
    ['a=1\nb=2\nc=3#4', ['Line 3: only letters, digits, spaces and _ . : / = + - @ are allowed.']],
    ['a,b=1', ['Line 1: only letters, digits, spaces and _ . : / = + - @ are allowed.']],
    ['"a"=1', ['Line 1: only letters, digits, spaces and _ . : / = + - @ are allowed.']],
    [`${'k'.repeat(129)}=1`, ['Line 1: key too long (129, at most 128).']],
    [`k=${'v'.repeat(257)}`, ['Line 1: value too long (257, at most 256).']],
    ['network', ['Line 1: no = in it. Write key=value.']],
    ['=network', ['Line 1: the key is missing. Write key=value.']],
  ])('%j', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test('every kind of line end divides, and the first = does', () => {
    expect(parseTags('a=1\r\nb=2=3\rc=4').tags).toEqual([
      { key: 'a', value: '1' },
      { key: 'b', value: '2=3' },
      { key: 'c', value: '4' },
    ]);
  });
});

test('lengths are code points: 128 letters of two units each are fine, 129 are not', () => {
  expect(problemsOf(`${'𝔘'.repeat(128)}=1`)).toEqual([]);
  expect(problemsOf(`${'𝔘'.repeat(129)}=1`)).toEqual(['Line 1: key too long (129, at most 128).']);
  expect(problemsOf(`k=${'𝔘'.repeat(256)}`)).toEqual([]);
});

test('47 tags are fine, 48 are not', () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `k${index}=v`).join('\n');
  expect(problemsOf(many(PEOPLES_TAGS_MAX))).toEqual([]);
  expect(problemsOf(many(48))).toEqual(["At most 47 tags: AWS allows 50 and three are the bot's."]);
});

test.each(HOSTILE.filter((text) => /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u.test(text)))(
  '%j is refused as a value',
  (value) => {
    expect(tagProblems([{ key: 'k', value }])).toHaveLength(1);
  },
);

test('what passes is what AWS takes, and reads back as it was typed', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const { tags, problems } = parseTags(text);
      if (problems.length > 0) return;
      for (const { key, value } of tags) {
        expect(key + value).toMatch(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u);
        expect(key.trim()).not.toBe('');
      }
      expect(parseTags(formatTags(tags))).toEqual({ tags, problems: [] });
    }),
  );
});

test('problems come in the order of their lines, whatever was typed', () => {
  const lines = fc.array(fc.oneof(hostileText, fc.constantFrom('a=1', 'aws:a=1', 'no equals')), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(lines, (typed) => {
      const numbers = problemsOf(typed.join('\n')).flatMap(
        (problem) => /^Line (\d+)/.exec(problem)?.[1] ?? [],
      );
      expect(numbers).toEqual([...numbers].sort((a, b) => Number(a) - Number(b)));
    }),
  );
});

test('no key that reads like one of ours passes, however it is written', () => {
  const letter = (own: string) =>
    fc.constantFrom(own, own.toUpperCase(), String.fromCodePoint((own.codePointAt(0) ?? 0) + 0xfee0));
  const noise = fc.constantFrom('', '\u200b', '\u202e', '\u2060', '\u00ad');
  const written = fc.tuple(...[...'interconnect-bot:'].map((own) => fc.tuple(noise, letter(own))));
  fc.assert(
    fc.property(written, (pieces) => {
      expect(problemsOf(`${pieces.flat().join('')}x=1`)).toEqual([
        'Line 1: keys starting with interconnect-bot: are reserved.',
      ]);
    }),
  );
});
