import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkYaml } from '../../src/settings/placed-file.ts';
import { fileSchema, keysAt } from '../../src/settings/rules-schema.ts';
import { SettingError } from '../../src/settings/setting-error.ts';

const RIGHT = `rules:
  - name: a
    match: { region: [us-east-1], lag: true }
    approve: &who [U0LEE, S0LEADS]
    quorum: 2
    remind_hours: [1, 2]
    tags: { owner: { required: true, values: ["a"] } }
    name_pattern: "^dc"
  - { name: b, approve: *who }
approvers: [S0OPS]
prices: { currency: USD, port_hour: { 10Gbps: 2 } }
`;

/** What is said of a text; undefined where it is taken. */
function refusal(text: string): string | undefined {
  try {
    checkYaml('f.yaml', text, fileSchema, keysAt);
    return undefined;
  } catch (error) {
    if (error instanceof SettingError) return error.message;
    throw error;
  }
}

test('whatever the file holds: it is taken, or one line says what is wrong at a place that is in it', () => {
  expect(refusal(RIGHT)).toBeUndefined();
  const bit = fc.oneof(
    fc.constantFrom(...'[]{}&*!|>#:-,"\'\n\t %@?', '- ', ': ', '<<: *who', '!!x ', '---\n'),
    fc.string(),
  );
  const spoiled = fc
    .tuple(fc.nat({ max: RIGHT.length }), fc.nat({ max: 20 }), bit)
    .map(([at, cut, put]) => RIGHT.slice(0, at) + put + RIGHT.slice(at + cut));
  fc.assert(
    fc.property(fc.oneof(spoiled, fc.string(), bit), (text) => {
      const line = refusal(text);
      if (line === undefined) return;
      const [, row, column] = /^f\.yaml:(\d+):(\d+): [^\n]+$/s.exec(line) ?? [];
      expect(Number(row), line).toBeGreaterThan(0);
      expect(Number(row), line).toBeLessThanOrEqual(text.split('\n').length);
      expect(Number(column), line).toBeGreaterThan(0);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['a: *none', 'f.yaml:1:1: is not YAML. Unresolved alias (the anchor must be set before the alias): none'],
  ['a: 1\n---\nb: 2', /^f\.yaml:2:\d+: is not YAML\. Source contains multiple documents/],
  ['? - a\n  - b\n: 1', /^f\.yaml:1:1: \[ a, b \]: unknown key\. /],
  ['1: 2', /^f\.yaml:1:1: 1: unknown key\. Known keys: account, /],
  ['a: [1\n', /^f\.yaml:2:1: is not YAML\. /],
])('%j', (text, line) => {
  expect(refusal(text)).toEqual(typeof line === 'string' ? line : expect.stringMatching(line));
});
