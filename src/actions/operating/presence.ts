import type { BotProcess } from '../../domain/bot-process.ts';
import type { Store } from '../../interfaces/store.ts';
import { PROCESS_GONE_MS } from '../placing/hold.ts';
import { WAITING } from './freeze.ts';

/** What one process says of itself. */
export type Presence = Omit<BotProcess, 'seenAt'>;

interface Deps {
  store: Store;
}

/** Notes that this process runs, and how, within so many milliseconds if it has to; answers all that run on the store now. */
export function notePresence({ store }: Deps, presence: Presence, limitMs?: number): Promise<BotProcess[]> {
  return store.transaction(async (tx) => {
    await tx.processes.put(presence);
    return tx.processes.recent(PROCESS_GONE_MS);
  }, limitMs);
}

/** A clean stop: whatever this process ran with holds nobody up any more, and no card says so. */
export function endPresence({ store }: Deps, { id, frozen }: Pick<Presence, 'id' | 'frozen'>): Promise<void> {
  return store.transaction(async (tx) => {
    await tx.processes.remove(id);
    if (frozen) await tx.messages.redrawAll(WAITING);
  });
}

/** Removes what processes of this host have left behind that ended without a word. */
export function clearGone(
  { store }: Deps,
  { host, isAlive }: { host: string; isAlive: (pid: number) => boolean },
): Promise<void> {
  return store.transaction(async (tx) => {
    for (const { id, pid } of await tx.processes.of(host)) if (!isAlive(pid)) await tx.processes.remove(id);
  });
}

/** How many connections to Slack all processes of the store hold, given how many this one (`id`) does. */
export async function heldByAll(
  { store }: Deps,
  { id, held }: { id: string; held: number },
): Promise<number> {
  const running = await store.read((at) => at.processes.recent(PROCESS_GONE_MS));
  return running.filter((other) => other.id !== id).reduce((sum, other) => sum + other.connections, held);
}
