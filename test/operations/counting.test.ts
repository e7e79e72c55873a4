import { expect, test } from 'vitest';
import type { Counts } from '../../src/actions/ports.ts';
import { createCounting } from '../../src/operations/counting.ts';

const NONE: Counts = { requests: {}, attempts: {}, linesWaiting: 0, linesGivenUp: 0, strays: 0 };

test('whoever asks within ten seconds shares one count', async () => {
  const clock = { now: 0 };
  let counts = 0;
  const count = createCounting(
    async () => ({ ...NONE, strays: ++counts }),
    () => clock.now,
  );
  expect((await Promise.all([count(), count()])).map(({ strays }) => strays)).toEqual([1, 1]);
  clock.now = 9_999;
  expect(await count()).toMatchObject({ strays: 1 });
  clock.now = 10_000;
  expect(await count()).toMatchObject({ strays: 2 });
});

test('a count that fails is told to whoever waits for it, and kept for nobody', async () => {
  const answers = [Promise.reject(new Error('down')), Promise.resolve(NONE)];
  const count = createCounting(
    () => answers.shift() ?? Promise.resolve(NONE),
    () => 0,
  );
  const both = await Promise.allSettled([count(), count()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await count()).toBe(NONE);
});
