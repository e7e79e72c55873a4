import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { filterInTurns } from '../../../src/actions/following/in-turns.ts';

const LISTINGS = 3;
const ENTRIES = 3_333;

test('however many listings look through their ports at once, all others have a turn after a few of them', async () => {
  let looked = 0;
  let over = false;
  let most = 0;
  const watch = async () => {
    while (!over) {
      const before = looked;
      await setImmediate();
      most = Math.max(most, looked - before);
    }
  };
  const entries = Array.from({ length: ENTRIES }, (_, index) => index);
  const watching = watch();
  const listings = Array.from({ length: LISTINGS }, () =>
    filterInTurns(entries, (entry) => {
      looked += 1;
      return entry % 1_000 === 0;
    }),
  );
  expect(await Promise.all(listings)).toEqual(listings.map(() => [0, 1_000, 2_000, 3_000]));
  over = true;
  await watching;
  expect(looked).toBe(LISTINGS * ENTRIES);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(looked / 30);
});

test('nothing to look through takes no turn', async () => {
  let turns = 0;
  const counting = setImmediate().then(() => turns++);
  expect(await filterInTurns([], () => true)).toEqual([]);
  expect(turns).toBe(0);
  await counting;
});
