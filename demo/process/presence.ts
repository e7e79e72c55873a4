import type { Store } from '../../src/interfaces/store.ts';

/** Notes anew that this process runs, if it has said so: by a clock that has jumped, others would take it for gone. */
export function stayPresent(store: Store, { id, host }: { id: string; host: string }): Promise<void> {
  return store.transaction(async (tx) => {
    const own = (await tx.processes.of(host)).find((process) => process.id === id);
    if (own) await tx.processes.put(own);
  });
}
