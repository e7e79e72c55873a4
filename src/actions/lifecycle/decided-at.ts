import type { Request, RequestState } from '../../domain/request/request.ts';
import type { Snapshot } from '../../interfaces/store.ts';

/**
 * When people decided: where they approved, or had it ordered again, the last of their votes, since the state's own time
 * moves on with the order.
 */
export async function decidedAt(at: Snapshot, request: Request): Promise<number | undefined> {
  const { id, revision, state } = request;
  if (!('at' in state)) return undefined;
  if (!('by' in state) || !Array.isArray(state.by)) return state.at;
  const by = new Set(state.by.map((person) => person.id));
  for (let attempt = decidedAfter(state); attempt >= 0; attempt--) {
    const made = attempt === 0 ? 'approve' : 'order_again';
    const votes = await at.votes.of(id, revision, attempt);
    const last = votes.findLast(({ choice, voter }) => choice === made && by.has(voter.id));
    if (last) return last.at;
  }
  return state.at;
}

/** The latest attempt after which it can have been ordered again; 0 for none. */
function decidedAfter(state: RequestState): number {
  if ('votesFor' in state) return state.votesFor;
  return 'attempt' in state ? Math.max(state.attempt - 1, 0) : 0;
}
