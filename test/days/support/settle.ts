import { setImmediate as turn } from 'node:timers/promises';
import type { Store, Work } from '../../../src/interfaces/store.ts';
import type { Bot } from './bot.ts';
import type { Clock } from './clock.ts';

/** A bot that has nothing in its hands for so many turns in a row has nothing more to do. */
const TURNS = 25;
/** What is due again so soon belongs to what was just done: a second try, a lease that ends. */
const NEAR_MS = 12_000;
/** So often in a row something may be due again so soon; while somebody is away, that is waited for no longer. */
const AGAIN_MOST = 300;
const AGAIN_AWAY = 5;
const LIMIT_MS = 60_000;

/**
 * Resolves when every bot has done what was due, or one was struck. Time goes on meanwhile only to what is due again
 * soon, and never beyond `until`. `away`: somebody is, so that all is due again and again.
 */
export async function settle(
  bots: readonly Bot[],
  store: Store,
  clock: Clock,
  { away, until }: { away: boolean; until: number },
): Promise<void> {
  const limit = performance.now() + LIMIT_MS;
  for (let again = 0; bots.length > 0; ) {
    await idle(bots);
    if ((await Promise.all(bots.map((bot) => bot.isStruck()))).some(Boolean)) return;
    const due = await store.read((at) => at.dueWithin(NEAR_MS));
    const next = Math.min(...Object.values(due));
    if (next > 0) {
      const isSoon = next < NEAR_MS && clock.now() + next <= until;
      if (!isSoon || (away && again === AGAIN_AWAY)) return;
      again += 1;
      clock.moveTo(clock.now() + next);
    }
    if (again > AGAIN_MOST || performance.now() > limit)
      throw new Error(`The bot never comes to rest: ${JSON.stringify(due)} is due, again and again.`);
    const kinds = Object.entries(due).flatMap(([kind, inMs]) =>
      inMs <= Math.max(next, 0) ? [kind as Work] : [],
    );
    await Promise.all(bots.map((bot) => bot.tell(kinds)));
    await turn();
  }
}

async function idle(bots: readonly Bot[]): Promise<void> {
  const until = performance.now() + LIMIT_MS;
  for (let quiet = 0; quiet < TURNS; ) {
    const all = await Promise.all(bots.map((bot) => bot.isIdle()));
    quiet = all.every(Boolean) ? quiet + 1 : 0;
    if (performance.now() > until) throw new Error('A call of the bot never ends.');
    await turn();
  }
}
