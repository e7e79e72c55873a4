import { afterEach, expect, test } from 'vitest';
import { fuzz, openVictim, type Victim } from './support/engine.ts';

// Two thousand inputs that Slack never sends, over both ways in. `npm run fuzz -- 10m [seed]` goes on for longer.

const EACH = 1_000;

let victim: Victim | undefined;
afterEach(async () => {
  await victim?.stage.close();
  victim = undefined;
});

test.each(['http', 'socket'] as const)(
  'by %s: answered or left aside, and nothing else',
  { timeout: 60_000 },
  async (mode) => {
    victim = await openVictim(mode);
    expect(await fuzz(victim, 8, (done) => done >= EACH)).toBe(EACH);
  },
);
