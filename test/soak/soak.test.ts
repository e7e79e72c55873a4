import { expect, test } from 'vitest';
import { soak } from './soak.ts';

const SECOND = 1_000;
/** Ten seconds of it; `npm run soak` takes any length. The same people and faults each time, in another order. */
const MS = 10 * SECOND;
const SEED = 1;
const LIMIT_MS = 240 * SECOND;

test('ten seconds of clicks, faults, kills, stops and restarts: every thread is what the audit says', {
  timeout: LIMIT_MS,
}, async ({ annotate }) => {
  const { faults, counts, requests, clicks } = await soak({
    ms: MS,
    seed: SEED,
    enough: ({ slack, approvals }) => slack.messages(approvals).length >= 4,
  });
  await annotate(`seed ${SEED}: ${JSON.stringify(counts)}`, 'finding');
  expect(faults).toEqual([]);
  // How much fits into the time is the machine's affair; none at all would prove nothing.
  expect(requests).toBeGreaterThan(2);
  expect(clicks).toBeGreaterThan(5);
});
