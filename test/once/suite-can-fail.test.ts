import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { read } from '../support/source.ts';
import { type Copy, openCopy, RUN_MS } from './support/faults-copy.ts';
import type { Mutant } from './support/faults-mutant.ts';
import { MUTANTS, RETRIES_ON } from './support/faults-mutants.ts';

let copy: Copy;

beforeEach(() => {
  copy = openCopy();
});
afterEach(() => copy.remove());

const full = process.env.ONCE === 'full';
const mutants: Mutant[] = full ? [RETRIES_ON, ...MUTANTS] : [RETRIES_ON];

describe('the suite fails when', () => {
  for (const { name, edits, suite, caughtBy } of mutants) {
    test(
      name,
      async () => {
        copy.mutate(edits);
        expect(await copy.run([suite], [caughtBy])).toEqual({ [caughtBy]: 'failed' });
      },
      RUN_MS,
    );
  }
});

if (full) {
  test(
    'the same tests pass as long as nothing is wrong',
    async () => {
      const names = [...new Set(mutants.map(({ caughtBy }) => caughtBy))];
      const suites = [...new Set(mutants.map(({ suite }) => suite))];
      const passed = Object.fromEntries(names.map((name) => [name, 'passed']));
      expect(await copy.run(suites, names)).toEqual(passed);
    },
    RUN_MS,
  );
}

test('a mistake that fits the source no more is noticed', () => {
  expect(() => copy.mutate([{ file: 'src/app.ts', from: 'no such text', to: '' }])).toThrow(
    'src/app.ts has 0 times, not once: no such text',
  );
});

test.each([RETRIES_ON, ...MUTANTS])('the source has what is to be mistaken: $name', ({ edits }) => {
  for (const { file, from } of edits) expect(read(file).split(from), file).toHaveLength(2);
});
