import { expect, test } from 'vitest';
import { seeded } from '../support/seeded.ts';
import { killInProcess } from './support/kill-in-process.ts';
import { killBySignal } from './support/kill-signal.ts';

const FULL = process.env.ONCE === 'full';
const FULL_LIMIT_MS = 1_800_000;

const ATTEMPT = 'placing + attempt';
const OUTCOME = 'outcome + port + ordered + release';

/** The eight points around the attempt, and what the next process has to do about each: the first three are three ways. */
const AROUND_THE_ATTEMPT = [
  ["before the attempt's commit", `before commit of ${ATTEMPT} #1`, 'the answer was read'],
  ['before the call leaves', 'before CreateInterconnect #1', 'people ordered again'],
  ['when the call has left', 'order is at AWS #1', 'the port was found'],
  ["after the attempt's commit", `after commit of ${ATTEMPT} #1`, 'people ordered again'],
  ['when the answer has arrived', 'after CreateInterconnect #1', 'the port was found'],
  ["before the outcome's commit", `before commit of ${OUTCOME} #1`, 'the port was found'],
  ["after the outcome's commit", `after commit of ${OUTCOME} #1`, 'the answer was read'],
  ['before the first line', 'after commit of channel claim + line sending #1', 'the answer was read'],
] as const;

/** The others die in this process in every `npm test`, in kills-in-process.test.ts. */
const QUICK = 3;

test.each(FULL ? AROUND_THE_ATTEMPT : AROUND_THE_ATTEMPT.slice(0, QUICK))(
  'SIGKILL %s',
  async (_name, point, course) => {
    expect(await killBySignal({ point })).toMatchObject({ inTime: true, course });
  },
);

test.each(FULL ? ['every point'] : [])(
  'SIGKILL at %s from form to thread',
  {
    timeout: FULL_LIMIT_MS,
  },
  async () => {
    const { passed } = await killInProcess(undefined);
    const missed: string[] = [];
    for (const point of passed) {
      if (!(await killBySignal({ point })).inTime) missed.push(point);
    }
    // How often a card is drawn on the way depends on how fast Slack answers; most points are in every story.
    expect(missed.length, missed.join('\n')).toBeLessThan(passed.length / 4);
  },
);

const MOMENTS = 50;

test.each(FULL ? [1, 2, 3, 4] : [])(
  `SIGKILL at ${MOMENTS} random moments from form to thread, seed %i`,
  {
    timeout: FULL_LIMIT_MS,
  },
  async (seed) => {
    const random = seeded(seed);
    let { ms } = await killBySignal({ point: 'none' });
    let inTime = 0;
    for (let left = MOMENTS; left > 0; left--) {
      const story = await killBySignal({ afterMs: random() * ms });
      if (story.inTime) inTime += 1;
      // It went faster than the one before: the machine has less else to do.
      else ms = Math.min(ms, story.ms);
    }
    expect(inTime).toBeGreaterThan(MOMENTS / 3);
  },
);
