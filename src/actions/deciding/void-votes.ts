import type { Person } from '../../domain/person.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Tx } from '../../interfaces/store.ts';

/** Votes that don't count any more are void: whoever cast one may vote anew. `votesFor` as in Approval. */
export async function voidVotes(
  tx: Tx,
  request: Request,
  votesFor: number,
  voters: readonly Person[],
  why: string,
): Promise<void> {
  if (voters.length === 0) return;
  const { id: requestId, revision, fingerprint } = request;
  await tx.votes.void(
    requestId,
    revision,
    votesFor,
    voters.map(({ id }) => id),
  );
  const detail = { voters, votesFor, why };
  await tx.audit.add({ requestId, actor: null, event: 'votes_voided', revision, fingerprint, detail });
}
