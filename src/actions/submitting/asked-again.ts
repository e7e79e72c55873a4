import type { Snapshot } from '../../interfaces/store.ts';

/** The request that was asked for last in the place of this one, by ID; undefined where none was. */
export async function askedAgain(tx: Snapshot, requestId: string): Promise<string | undefined> {
  const trail = await tx.audit.trail(requestId);
  const id = trail.findLast(({ event }) => event === 'asked_again')?.detail.again;
  return typeof id === 'string' ? id : undefined;
}
