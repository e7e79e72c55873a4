import type { Ballot, Decided } from './decide.ts';
import { refusal } from './decide.ts';
import type { Directory, Store } from './ports.ts';

/** Why a ballot would change nothing, before it is cast; undefined where it would count. */
export function mayDecide(
  store: Store,
  directory: Directory,
  ballot: Omit<Ballot, 'choice'>,
): Promise<Decided | undefined> {
  return store.transaction(async (tx) => {
    const request = await tx.request(ballot.requestId);
    return request ? refusal(tx, directory, request, ballot) : { kind: 'unknown_request' };
  });
}
