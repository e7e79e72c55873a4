import type { Request } from '../../domain/request/request.ts';
import type { Snapshot } from '../../interfaces/store.ts';

/** When people decided: where they approved, the last vote, since the state's own time moves on with the order. */
export async function decidedAt(at: Snapshot, request: Request): Promise<number | undefined> {
  const { state } = request;
  if (!('at' in state)) return undefined;
  if (!('by' in state) || !Array.isArray(state.by)) return state.at;
  const votes = await at.votes.of(request.id, request.revision, 0);
  return votes.findLast(({ choice }) => choice === 'approve')?.at ?? state.at;
}
