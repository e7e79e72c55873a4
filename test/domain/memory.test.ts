import { expect, test } from 'vitest';
import { createMemory } from '../../src/domain/memory.ts';

test('a value is made once, and so many are remembered: a known one forgets none, the next new one all', () => {
  const made: string[] = [];
  const memory = createMemory<string>(2);
  const ask = (name: string) =>
    memory.of(name, () => {
      made.push(name);
      return name.toUpperCase();
    });
  expect(['a', 'b', 'a', 'b', 'a'].map(ask)).toEqual(['A', 'B', 'A', 'B', 'A']);
  expect(made).toEqual(['a', 'b']);
  expect([memory.known('a'), memory.known('c')]).toEqual(['A', undefined]);
  expect(['c', 'a', 'c'].map(ask)).toEqual(['C', 'A', 'C']);
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});
