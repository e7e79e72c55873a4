import { expect, test } from 'vitest';
import { shared } from '../../src/operations/shared.ts';

test('all who ask within the time share one answer; one that fails is kept for nobody', async () => {
  let time = 0;
  const answers = ['a', new Error('away'), 'b', 'c'];
  const read = shared(
    async () => {
      const next = answers.shift();
      if (next instanceof Error) throw next;
      return next;
    },
    2_000,
    () => time,
  );
  expect(await Promise.all([read(), read()])).toEqual(['a', 'a']);
  time = 1_999;
  expect(await read()).toBe('a');
  time = 2_000;
  await expect(read()).rejects.toThrow('away');
  expect(await read()).toBe('b');
  time = 3_999;
  expect(await read()).toBe('b');
  time = 4_000;
  expect(await read()).toBe('c');
});
