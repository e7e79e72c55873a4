import { expect, test } from 'vitest';
import type { Counts } from '../../src/interfaces/store.ts';
import { createCounting } from '../../src/operations/counting.ts';

const NONE: Counts = {
  requests: {},
  attempts: {},
  linesWaiting: 0,
  linesGivenUp: 0,
  strays: 0,
  listings: [],
};

/** Counts that are answered when the test says so, on a clock that it sets. */
function open() {
  const clock = { now: 0 };
  const begun: PromiseWithResolvers<Counts>[] = [];
  const count = createCounting(
    () => {
      const one = Promise.withResolvers<Counts>();
      begun.push(one);
      return one.promise;
    },
    () => clock.now,
  );
  return { clock, begun, count };
}

test('whoever asks while one counts, and for ten seconds after, shares that count', async () => {
  const { clock, begun, count } = open();
  const asked = [count()];
  clock.now = 60_000;
  asked.push(count());
  begun[0]?.resolve(NONE);
  expect(await Promise.all(asked)).toEqual([NONE, NONE]);
  clock.now += 9_999;
  expect(await count()).toBe(NONE);
  expect(begun).toHaveLength(1);
  clock.now += 1;
  const later = count();
  begun[1]?.resolve({ ...NONE, strays: 1 });
  expect(await later).toMatchObject({ strays: 1 });
});

test('a count that fails is told to whoever waits for it, and kept for nobody', async () => {
  const { begun, count } = open();
  const asked = [count(), count()];
  begun[0]?.reject(new Error('down'));
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = count();
  begun[1]?.resolve(NONE);
  expect(await again).toBe(NONE);
  expect(begun).toHaveLength(2);
});
