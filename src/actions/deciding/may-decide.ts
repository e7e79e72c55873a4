import { type Ballot, type Decided, openBallot } from './decide.ts';
import { type DecideDeps, deciding } from './who-may.ts';

/** Why a ballot would change nothing, before it is cast; undefined where it would count. */
export function mayDecide(deps: DecideDeps, ballot: Omit<Ballot, 'choice'>): Promise<Decided | undefined> {
  return deciding(deps, async (tx) => {
    const request = await tx.requests.lock(ballot.requestId);
    if (!request) return { kind: 'unknown_request' };
    const open = await openBallot(tx, deps.judging, request, ballot);
    return open.kind === 'open' ? undefined : open;
  });
}
