import type { Store } from '../../interfaces/store.ts';
import { type Ballot, type Decided, openBallot } from './decide.ts';
import { type Judging, learning } from './who-may.ts';

/** Why a ballot would change nothing, before it is cast; undefined where it would count. */
export function mayDecide(
  store: Store,
  judging: Judging,
  ballot: Omit<Ballot, 'choice'>,
): Promise<Decided | undefined> {
  return learning(judging, (leftMs) =>
    store.transaction(async (tx) => {
      const request = await tx.requests.lock(ballot.requestId);
      if (!request) return { kind: 'unknown_request' };
      const open = await openBallot(tx, judging, request, ballot);
      return open.kind === 'open' ? undefined : open;
    }, leftMs),
  );
}
