import type { Store } from '../../interfaces/store.ts';

/** Whether a newer version of the bot has changed the database: this process only answers clicks from then on. */
export function isOutgrown({ store }: { store: Store }): Promise<boolean> {
  return store.read((at) => at.isOutgrown());
}
