import { describe, expect, test } from 'vitest';
import { visited } from '../../packaging/emulated/slack-visits.ts';
import { covered } from '../../packaging/emulated.ts';
import { METHODS } from '../../sandbox/workspace/api/call.ts';
import { filesUnder, read } from '../support/source.ts';

/** What is said of every method before it is looked at, and by HTTP. */
const COMMON = [
  'not_authed',
  'invalid_auth',
  'token_revoked',
  'not_allowed_token_type',
  'missing_scope',
  'unknown_method',
];

test('sandbox/emulated.md says what is emulated as the code has it', async () => {
  const document = read('sandbox/emulated.md');
  expect((await covered(document)) === document, 'npm run draw').toBe(true);
});

test('sandbox/emulated.md names a test for every method and operation', async () => {
  const rows = read('sandbox/emulated.md')
    .split('\n')
    .filter((line) => line.startsWith('| ['));
  expect(rows.length).toBeGreaterThan(Object.keys(METHODS).length);
  expect(rows.filter((row) => row.endsWith('| - |'))).toEqual([]);
});

describe('the tour from which it is written', () => {
  test('calls every method, and meets every refusal that the code knows', async () => {
    const { seen } = await visited();
    expect([...seen.keys()].toSorted()).toEqual(Object.keys(METHODS).toSorted());
    const met = new Set([...seen.values()].flatMap(({ errors }) => [...errors]));
    const sources = filesUnder('sandbox/workspace').map(read).join('\n');
    const known = [...sources.matchAll(/\b(?:SlackError|refusal)\(\s*'([a-z_]+)'/g)].map(
      ([, word = '']) => word,
    );
    expect(known.length).toBeGreaterThan(30);
    expect(known.filter((word) => !met.has(word) && !COMMON.includes(word))).toEqual([]);
  });
});
