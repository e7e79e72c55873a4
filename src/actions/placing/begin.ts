import type { Looker } from '../../domain/request/adoption.ts';
import type { Attempt } from '../../domain/request/attempt.ts';
import type { Request } from '../../domain/request/request.ts';
import { approvalEnds } from '../../domain/rules/approval.ts';
import type { Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { lapse } from '../deciding/lapse.ts';
import { advance } from '../lifecycle/advance.ts';
import { frozenBy, holdFrozen, processesNow } from './hold.ts';
import { lookerOf } from './looker.ts';
import type { PlaceDeps } from './place-deps.ts';

/** What placing begins with, read in the transaction that took the request. */
export type Begun =
  /** Another process has committed an attempt and was not heard of since. */
  | { kind: 'interrupted'; attempt: number }
  | {
      kind: 'to_place';
      looker: Looker;
      attempts: Attempt[];
      /** Slack's IDs of those whose votes made the approval. */
      voters: string[];
      /** Where the request's thread is, once it is. */
      card: { channel: string; ts: string } | undefined;
    };

/** Ends or holds what is not to be sent at all (expired, rehearsed, frozen); else reads what the look needs. */
export function begin(deps: Pick<PlaceDeps, 'frozen'>) {
  return async (tx: Tx, request: Request, lease: Lease): Promise<Begun | undefined> => {
    const { id, revision, state } = request;
    if (state.status === 'placing') return { kind: 'interrupted', attempt: state.attempt };
    if (state.status !== 'approved') return undefined;
    const votes = await tx.votes.of(id, revision, state.votesFor);
    if (tx.now >= approvalEnds(request, state.votesFor, votes)) {
      const options = { actor: null, lease };
      if (await lapse(tx, request, state.votesFor, { kind: 'expired' }, votes, options)) return undefined;
    }
    if (request.dryRun) {
      await rehearse(tx, request, lease);
      return undefined;
    }
    const stored = await tx.freeze.hold();
    if (stored === 'outgrown') return undefined;
    const frozen = frozenBy(stored, deps.frozen, await processesNow(tx));
    if (frozen) {
      await holdFrozen(tx, request, frozen, lease);
      return undefined;
    }
    const message = (await tx.messages.of(id)).find(({ destination }) => destination === 'channel');
    const card = message?.channel && message.ts ? { channel: message.channel, ts: message.ts } : undefined;
    const voters = votes.map(({ voter }) => voter.id);
    return { kind: 'to_place', ...(await lookerOf(tx, request)), voters, card };
  };
}

/** DRY_RUN: everything but the call. */
async function rehearse(tx: Tx, request: Request, lease: Lease): Promise<void> {
  await advance(tx, request, { type: 'rehearsed', at: tx.now }, { actor: null, lease });
}
