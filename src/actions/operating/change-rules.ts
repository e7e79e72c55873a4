import type { Store } from '../../interfaces/store.ts';
import { noteChanged } from './note-settings.ts';
import type { Presence } from './presence.ts';

/** Notes in one commit what a process decides by from now on: for the other processes, and in the house's trail. */
export function changeRules(
  { store }: { store: Store },
  { presence, settings }: { presence: Presence; settings: Record<string, unknown> },
): Promise<void> {
  return store.transaction(async (tx) => {
    await tx.processes.put(presence);
    await noteChanged(tx, settings, presence);
  });
}
