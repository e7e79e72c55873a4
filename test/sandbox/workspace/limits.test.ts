import { describe, expect, test } from 'vitest';
import { LIMITS, type Limit, type LimitName, SLACKS_LIMITS } from '../../../sandbox/workspace/limits.ts';
import { blockTrials } from './limits/block-trials.ts';
import { callTrials } from './limits/call-trials.ts';
import { elementTrials } from './limits/element-trials.ts';
import { timeTrials } from './limits/time-trials.ts';
import type { Trial } from './limits/trial.ts';

const TRIALS: Record<LimitName, Trial> = { ...blockTrials, ...elementTrials, ...callTrials, ...timeTrials };

const names = Object.keys(LIMITS) as LimitName[];

/** Slack's words where a limit has none of its own. */
const PLACES = ['invalid_blocks', 'invalid_arguments'];

describe.each(names)('%s', (name) => {
  const limit: Limit = LIMITS[name];
  const words = limit.word === undefined ? PLACES : [limit.word];
  const trial = TRIALS[name];

  test(`${limit.most} ${limit.of} are taken, one more is refused`, async () => {
    expect(await trial(limit.most, SLACKS_LIMITS)).toBe('taken');
    expect(words).toContain(await trial(limit.most + 1, SLACKS_LIMITS));
  });

  test('raised by one, the refusal above is missed', async () => {
    const raised = { ...SLACKS_LIMITS, [name]: limit.most + 1 };
    expect(await trial(limit.most + 1, raised)).toBe('taken');
  });
});
