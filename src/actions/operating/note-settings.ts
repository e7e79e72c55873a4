import { isDeepStrictEqual } from 'node:util';
import type { Store, Tx } from '../../interfaces/store.ts';
import { noteHouse } from './note-house.ts';
import type { Presence } from './presence.ts';

/** Adds what a process was started with to the house's trail, if that isn't what the trail says already. */
export function noteSettings(
  { store }: { store: Store },
  { settings, host, pid }: { settings: Record<string, unknown> } & Pick<Presence, 'host' | 'pid'>,
): Promise<void> {
  return store.transaction((tx) => noteChanged(tx, settings, { host, pid }));
}

/** The same within a transaction. */
export async function noteChanged(
  tx: Tx,
  settings: Record<string, unknown>,
  { host, pid }: Pick<Presence, 'host' | 'pid'>,
): Promise<void> {
  const last = await tx.house.last('settings');
  if (isDeepStrictEqual(last?.detail.settings, settings)) return;
  await noteHouse(tx, { type: 'settings', settings, host, pid }, null);
}
