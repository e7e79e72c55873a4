import type { Store, Work } from '../../../src/interfaces/store.ts';
import type { Bot } from './bot.ts';
import type { Clock } from './clock.ts';

/** What is due again so soon belongs to what was just done: a second try, a lease that ends. */
const NEAR_MS = 12_000;
/** So often in a row something may be due again so soon; while somebody is away, that is waited for no longer. */
const AGAIN_MOST = 300;
const AGAIN_AWAY = 5;
const LIMIT_MS = 60_000;
/** So far ahead it is told what is due next: no shorter than any jump. */
const AHEAD_MS = 96 * 3_600_000;

/** Milliseconds until the next is due of each kind, where that is within four days. */
export type Outlook = Partial<Record<Work, number>>;

/**
 * Resolves when every bot has done what was due, or one was struck, with what is due next as far as it is known. Time goes
 * on meanwhile only to what is due again soon, and never beyond `until`. `away`: somebody is, so that all is due again and
 * again.
 */
export async function settle(
  bots: readonly Bot[],
  store: Store,
  clock: Clock,
  { away, until }: { away: boolean; until: number },
): Promise<Outlook> {
  const limit = performance.now() + LIMIT_MS;
  for (let again = 0; bots.length > 0; ) {
    await idle(bots);
    if ((await Promise.all(bots.map((bot) => bot.isStruck()))).some(Boolean)) return {};
    const due = await store.read((at) => at.dueWithin(AHEAD_MS));
    const next = Math.min(...Object.values(due));
    if (next > 0) {
      const isSoon = next < NEAR_MS && clock.now() + next <= until;
      if (!isSoon || (away && again === AGAIN_AWAY)) return due;
      again += 1;
      clock.moveTo(clock.now() + next);
    }
    if (again > AGAIN_MOST || performance.now() > limit)
      throw new Error(`The bot never comes to rest: ${JSON.stringify(due)} is due, again and again.`);
    const kinds = Object.entries(due).flatMap(([kind, inMs]) =>
      inMs <= Math.max(next, 0) ? [kind as Work] : [],
    );
    await Promise.all(bots.map((bot) => bot.tell(kinds)));
  }
  return {};
}

async function idle(bots: readonly Bot[]): Promise<void> {
  const never = Promise.withResolvers<never>();
  const limit = setTimeout(never.reject, LIMIT_MS, new Error('A call of the bot never ends.'));
  try {
    await Promise.race([never.promise, Promise.all(bots.map((bot) => bot.idle()))]);
  } finally {
    clearTimeout(limit);
  }
}
