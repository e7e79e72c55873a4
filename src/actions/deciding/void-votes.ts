import type { Person } from '../../domain/person.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Tx } from '../../interfaces/store.ts';
import { note } from '../lifecycle/advance.ts';

/** Votes that don't count any more are void: whoever cast one may vote anew. `votesFor` as in Approval. */
export async function voidVotes(
  tx: Tx,
  request: Request,
  votesFor: number,
  voters: readonly Person[],
  why: string,
): Promise<void> {
  if (voters.length === 0) return;
  const { id: requestId, revision } = request;
  await tx.votes.void(
    requestId,
    revision,
    votesFor,
    voters.map(({ id }) => id),
  );
  await note(tx, request, { type: 'votes_voided', voters: [...voters], votesFor, why }, { actor: null });
}
