import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { ENGINES, START, useDatabase } from '../store/support/database.ts';
import { seeded } from '../support/seeded.ts';
import { startInProcess } from './support/bot.ts';
import { damages } from './support/damage.ts';
import { type Evidence, judge } from './support/judge.ts';
import { lifeOf } from './support/life.ts';
import { live } from './support/live.ts';
import { startProcess } from './support/process-bot.ts';
import { read } from './support/told.ts';
import { openTown } from './support/town.ts';

const FULL = process.env.ONCE === 'full';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const POLL_MS = MINUTE;
/** Days of waiting are jumped over where nothing is due; in full, every quarter of each is lived. */
const PACE = FULL
  ? { closely: 6, strideMs: 6 * HOUR, awayStrideMs: HOUR / 2 }
  : { closely: 1, strideMs: 96 * HOUR, awayStrideMs: 3 * HOUR };
/** Each engine has lives of its own, so that a short run sees two. */
const SEEDS = { sqlite: FULL ? [0, 1, 2] : [0], postgres: FULL ? [3, 4, 5] : [1] };

describe.each(ENGINES)('on %s', (engine) => {
  const database = useDatabase(engine);

  test.for(SEEDS[engine])(
    '120 days of one port, seed %i: the thread says all of it, once, in order and in time',
    {
      timeout: FULL ? 1_800_000 : 300_000,
    },
    async (seed, { annotate }) => {
      const evidence = await liveThrough(seed);
      const { lived, told } = evidence;
      await annotate(`seed ${seed}: ${told.length} lines, ${JSON.stringify(lived.done)}`, 'finding');
      expect(judge(evidence)).toEqual([]);
      // Whatever is tampered with, the judge sees it.
      for (const { what, evidence: damaged, words } of damages(evidence, FULL ? 1 : 3))
        expect(judge(damaged).join('\n'), what).toMatch(words);
    },
  );

  async function liveThrough(seed: number): Promise<Evidence> {
    const town = await openTown({ databaseUrl: database.url, start: START, pollMs: POLL_MS, shared: FULL });
    const store = await openStore({ url: database.url, now: town.clock.now });
    const start = () => (FULL ? startProcess(town.env) : startInProcess(town.env, town.clock.now));
    try {
      const life = lifeOf(seed, FULL ? 1 : 0.5);
      const lived = await live(town, life, store, start, PACE, seeded(seed));
      const trail = await store.read((at) => at.audit.trail(town.requestId()));
      const told = [...read(town.thread(), 'thread'), ...read(town.beside(), 'beside')];
      return { life, lived, trail, told, letters: town.aws.calls('DescribeLoa'), pollMs: POLL_MS };
    } finally {
      await store.close();
      await town.close();
    }
  }
});
