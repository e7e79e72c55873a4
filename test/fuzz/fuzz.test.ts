import { afterEach, expect, test } from 'vitest';
import { fuzz, openVictim, type Victim } from './support/engine.ts';

// Two thousand inputs that Slack never sends, over both ways in. `npm run fuzz -- 10m [seed]` goes on for longer.

const EACH = 1_000;
const SEED = 8;

let victim: Victim | undefined;
afterEach(async () => {
  await victim?.stage.close();
  victim = undefined;
});

test.for(['http', 'socket'] as const)(
  'by %s: answered or left aside, and nothing else',
  { timeout: 180_000 },
  async (mode, { annotate }) => {
    victim = await openVictim(mode);
    const done = await fuzz(victim, SEED, (count) => count >= EACH);
    await annotate(`seed ${SEED}: ${done} inputs by ${mode}`, 'finding');
    expect(done).toBe(EACH);
  },
);
