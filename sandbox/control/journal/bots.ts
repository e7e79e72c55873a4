import type { Bots } from '../house.ts';
import type { Journal } from './journal.ts';

const WORDS = { starting: 'starts', ready: 'is ready', stopping: 'stops', down: 'is down' };

/** Writes down what becomes of the bot's processes; what comes back ends that. */
export function watchBots(bots: Bots, journal: Journal): () => void {
  // One that was never there is not down.
  const states = new Map<string, string>(bots.view().bots.map(({ name }) => [name, 'down']));
  const look = () => {
    for (const { name, state, since, words } of bots.view().bots) {
      if (states.get(name) === state) continue;
      states.set(name, state);
      const ok = state !== 'down';
      const why = ok ? '' : `: ${words[0] ?? ''}`;
      journal.add({ at: since, side: 'bot', who: name, what: `${WORDS[state]}${why}`, ok });
    }
  };
  look();
  return bots.on(look);
}
