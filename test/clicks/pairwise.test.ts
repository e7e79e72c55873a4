import { expect, test } from 'vitest';
import { pairwise } from './support/pairwise.ts';
import { pairedClicks } from './support/sockets.ts';

test('each two of different dimensions meet, in far fewer choices than there are', () => {
  const dimensions = { a: ['1', '2', '3', '4'], b: ['1', '2', '3'], c: ['1', '2', '3'], d: ['1', '2'] };
  const all = pairwise(dimensions);
  const met = new Set(
    all.flatMap((choice) => {
      const values = Object.entries(choice)
        .map(([name, value]) => name + value)
        .toSorted();
      return values.flatMap((one, index) => values.slice(index + 1).map((other) => one + other));
    }),
  );
  expect(met.size).toBe(4 * 3 + 4 * 3 + 4 * 2 + 3 * 3 + 3 * 2 + 3 * 2);
  expect(all.length).toBeLessThan(20);
});

test('no circumstance is left without clicks', () => {
  expect(pairedClicks().filter(([, clicks]) => clicks.length === 0)).toEqual([]);
});
