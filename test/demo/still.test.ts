import { expect, it } from 'vitest';
import { type Holdable, whileStill } from '../../demo/still.ts';

/** Bots that say what is done to them; `refusals`: how often the first holds of the last one come to nothing. */
function bots(names: string[], refusals = 0) {
  const told: string[] = [];
  let refuses = refusals;
  const bot = (name: string): Holdable => ({
    rested: async () => void told.push(`${name} rests`),
    async hold() {
      if (name === names.at(-1) && refuses-- > 0) return false;
      told.push(`${name} held`);
      return true;
    },
    follow: async () => void told.push(`${name} follows`),
    letGo: () => void told.push(`${name} goes on`),
  });
  return { told, bot, all: names.map(bot) };
}

it('changes the clock while all are held, and lets none go on before all go by it', async () => {
  const { told, all } = bots(['one', 'two']);
  await whileStill(
    () => all,
    () => told.push('the clock jumps'),
  );
  expect(told).toEqual([
    'one rests',
    'two rests',
    'one held',
    'two held',
    'the clock jumps',
    'one follows',
    'two follows',
    'one goes on',
    'two goes on',
  ]);
});

it('lets go at once whom it holds where another has something under way, and tries again', async () => {
  const { told, all } = bots(['one', 'two'], 1);
  await whileStill(
    () => all,
    () => told.push('the clock jumps'),
  );
  const [first, again] = [told.indexOf('one goes on'), told.lastIndexOf('one held')];
  expect(told.slice(0, first)).toEqual(['one rests', 'two rests', 'one held']);
  expect(again).toBeGreaterThan(first);
  expect(told.indexOf('the clock jumps')).toBeGreaterThan(again);
});

it('holds a bot too that was started meanwhile', async () => {
  const { told, bot, all } = bots(['one']);
  const late = bot('late');
  const [one] = all;
  const living = [...all];
  if (one)
    living[0] = {
      ...one,
      async hold(ms) {
        if (living.length === 1) living.push(late);
        return one.hold(ms);
      },
    };
  await whileStill(
    () => [...living],
    () => told.push('the clock jumps'),
  );
  expect(told.indexOf('late held')).toBeGreaterThan(-1);
  expect(told.indexOf('late held')).toBeLessThan(told.indexOf('the clock jumps'));
  expect(told.filter((line) => line === 'the clock jumps')).toHaveLength(1);
});

it('changes it where no bot is', async () => {
  let changed = 0;
  await whileStill(
    () => [],
    () => {
      changed += 1;
    },
  );
  expect(changed).toBe(1);
});
