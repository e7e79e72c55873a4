import type { Snapshot } from '../../interfaces/store.ts';

/** The ID of the request that is meant by its own ID, or by that of the port it holds; undefined for none of ours. */
export async function findRequest(at: Snapshot, id: string): Promise<string | undefined> {
  if (!id.toLowerCase().startsWith('dxcon-')) return normal(id);
  const [held] = await at.lists.holding(id.toLowerCase());
  return held;
}

/** As it is stored, however it was typed. */
function normal(id: string): string {
  return id.toLowerCase().startsWith('ic-') ? `ic-${id.slice(3).toUpperCase()}` : id;
}
