import { setImmediate as itIsNoted } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Counts } from '../../src/interfaces/store.ts';
import { createCounting } from '../../src/operations/counting.ts';
import { NONE } from './support/no-counts.ts';

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
    { now: () => 1_000_000 + clock.now, monotonic: () => clock.now },
  );
  return { clock, begun, count };
}

test('whoever asks while the first is counted, and for ten seconds after, shares that count', async () => {
  const { clock, begun, count } = open();
  const asked = [count()];
  clock.now = 60_000;
  asked.push(count());
  begun[0]?.resolve(NONE);
  const counted = { counts: NONE, at: 1_000_000 };
  expect(await Promise.all(asked)).toEqual([counted, counted]);
  clock.now += 9_999;
  expect(await count()).toEqual(counted);
  expect(begun).toHaveLength(1);
});

test('later what was counted last is answered at once, while one counts anew', async () => {
  const { clock, begun, count } = open();
  const first = count();
  begun[0]?.resolve(NONE);
  await first;
  clock.now += 10_000;
  expect(await Promise.all([count(), count()])).toMatchObject([{ at: 1_000_000 }, { at: 1_000_000 }]);
  expect(begun).toHaveLength(2);
  begun[1]?.resolve({ ...NONE, strays: 1 });
  await itIsNoted();
  expect(await count()).toEqual({ counts: { ...NONE, strays: 1 }, at: 1_010_000 });
  expect(begun).toHaveLength(2);
});

test('what nobody has asked for in two minutes is counted anew before it is answered', async () => {
  const { clock, begun, count } = open();
  const first = count();
  begun[0]?.resolve(NONE);
  await first;
  clock.now += 120_000;
  const later = count();
  begun[1]?.resolve({ ...NONE, strays: 1 });
  expect(await later).toMatchObject({ counts: { strays: 1 } });
});

test('a count that fails is told to whoever waits for it, and nothing older is shown', async () => {
  const { clock, begun, count } = open();
  const asked = [count(), count()];
  begun[0]?.reject(new Error('down'));
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = count();
  begun[1]?.resolve(NONE);
  expect(await again).toMatchObject({ counts: NONE });
  clock.now += 10_000;
  await count();
  begun[2]?.reject(new Error('down'));
  await itIsNoted();
  const waiting = count();
  begun[3]?.reject(new Error('still down'));
  await expect(waiting).rejects.toThrow('still down');
});
