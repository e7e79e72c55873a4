import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { BREAKS } from './support/model/breaks.ts';
import { exactlyOnce, type PropertyOptions } from './support/model/property.ts';
import { openStage, type Stage } from './support/model/world.ts';

const { ONCE, ONCE_RUNS, ONCE_SEED, ONCE_PATH, ONCE_REPLAY } = process.env;
const full = ONCE === 'full';
/** With the seed of `npm test` so many come to everything in REACHED. */
const QUICK_RUNS = 100;
const numRuns = Number(ONCE_RUNS ?? (full ? 3_000 : QUICK_RUNS));
/** The same runs in every `npm test`, others each time in full. What a failure prints is repeated by ONCE_SEED, ONCE_PATH and ONCE_REPLAY. */
const seed = ONCE_SEED === undefined ? (full ? Date.now() | 0 : 1) : Number(ONCE_SEED);
/** With this seed each break is found within fifty runs; more are allowed, since arbitraries change. */
const SEED_TO_FIND = 2;
const MOST_RUNS_TO_FIND = 1_000;
/** For the runs that pass, and for shrinking one that doesn't; milliseconds. */
const timeout = 120_000 + numRuns * 300;

/** Without these the runs would prove nothing; each comes up dozens of times. */
const REACHED = [
  'approval_lapsed',
  'attempt_refused',
  'attempt_throttled',
  'attempt_unknown',
  'created',
  'expired',
  'found',
  'held',
  'not_settled',
  'ordered_again',
  'rehearsed',
  'resubmitted',
  'sent_back',
  'still_unknown',
  'tried_again',
  'vote_taken_back',
  'withdrawn',
];

let stage: Stage;
beforeAll(async () => {
  // Leases are renewed by the clock on the wall, which means nothing here: a process that is awake is quick.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  stage = await openStage();
});
afterAll(async () => {
  vi.useRealTimers();
  await stage.close();
});

const property = (options: PropertyOptions) =>
  exactlyOnce(stage, options).afterEach(() => {
    vi.clearAllTimers();
  });

describe('whatever people, AWS, Slack, clocks and processes do', () => {
  test(`one approval makes one port, in ${numRuns} runs`, { timeout }, async ({ annotate }) => {
    const reached = new Set<string>();
    const note: PropertyOptions['note'] = (all) => {
      for (const { trail } of all) for (const { event } of trail) reached.add(event);
    };
    const path = ONCE_PATH === undefined ? {} : { path: ONCE_PATH };
    await fc.assert(property({ note, replayPath: ONCE_REPLAY }), { numRuns, seed, ...path });
    await annotate(`seed ${seed}: ${numRuns} runs, which came to ${reached.size} events`, 'finding');
    if (numRuns >= QUICK_RUNS && ONCE_PATH === undefined)
      expect([...reached]).toEqual(expect.arrayContaining(REACHED));
  });

  test.for(BREAKS.filter(({ rare }) => full || !rare))(
    'it shows if $what',
    { timeout },
    async ({ apply, found, seed: soon = SEED_TO_FIND }) => {
      const broken = await fc.check(property({ breakIt: apply }), {
        numRuns: MOST_RUNS_TO_FIND,
        seed: soon,
        endOnFailure: true,
      });
      expect(String(broken.errorInstance)).toMatch(found);
    },
  );
});
