import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOfPattern, patternProblem } from '../../../src/domain/rules/name-pattern.ts';

const LONGEST = 200;

describe('a pattern for names', () => {
  test.each([
    '^dc[0-9]+-',
    '^dc[0-9]+-(core|edge)-[0-9]{2}$',
    '^(dc|eq|ny)[0-9]+-[a-z]+-[0-9]{1,3}$',
    '^[a-z0-9-]+$',
    '^dc[0-9]+-(core|edge)-[a-z]+-[0-9]+$',
    '^([a-z]+-){2}[0-9]{1,3}$',
    '^(?:prod|test)(-[a-z]{1,20}){1,2}$',
    '-core-',
    String.raw`^\p{Lu}[\w\-]*\[x\]\(1\)$`,
    '^(?=.*core)dc',
    '^(ab){3}c?$',
    '^Zürich',
  ])('%s may be one', (source) => {
    expect(patternProblem(source)).toBeUndefined();
  });

  test.each(['(', '[a', '*', 'a{2,1}', String.raw`\q`, '(?<a'])('%s is none', (source) => {
    expect(patternProblem(source)).toBe('is not a regular expression');
  });

  test.each([
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|ab)+b{1,200}$',
    '(a*)*',
    '^(a?){60}$',
    '(a?){10}(a?){8}x',
    '^a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a{30}$',
    '^.*.*.*.*x$',
    '.*.*.*x',
    '^((a{1,20}){1,20}){1,20}$',
    '^a|.*.*.*x',
    '^([a-z]+-)*[a-z]+$',
  ])('%s could take for ever', (source) => {
    expect(patternProblem(source)).toMatch(/^could take too long/);
  });

  test('that is taken is over with the longest names soon', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '(a|b)',
      '(a|ab)',
      '(ab)',
      'a*',
      '.+',
      'a?',
      '(a?b)',
      '{1,9}',
      '*',
    );
    const names = fc.constantFrom(
      'a'.repeat(LONGEST),
      'ab'.repeat(LONGEST / 2),
      `${'a'.repeat(LONGEST - 1)}!`,
    );
    let taken = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), names, fc.boolean(), (pieces, name, anchored) => {
        const source = `${anchored ? '^' : ''}${pieces.join('')}x$`;
        if (patternProblem(source)) return;
        taken += 1;
        // For ever would be this test's time-out.
        isOfPattern(source, name);
      }),
      { numRuns: 500 },
    );
    expect(taken).toBeGreaterThan(50);
  });

  test('is not even looked for in a text that is too long for a name, as the form may send one', () => {
    const source = '^[a-z]*[0-9a-z]*[a-z]*$';
    expect(patternProblem(source)).toBeUndefined();
    expect(isOfPattern(source, 'a'.repeat(LONGEST))).toBe(true);
    expect(isOfPattern(source, 'a'.repeat(LONGEST + 1))).toBe(false);
    // More than a minute would be this test's time-out.
    expect(isOfPattern(source, `${'a'.repeat(2_999)}!`)).toBe(false);
    expect(isOfPattern('^.+$', '😀'.repeat(LONGEST))).toBe(true);
  });

  test('is looked for anywhere in the name, unless it says where', () => {
    expect(isOfPattern('core', 'dc2-core-01')).toBe(true);
    expect(isOfPattern('^core', 'dc2-core-01')).toBe(false);
    expect(isOfPattern('^.$', '😀')).toBe(true);
  });
});
