import type { Person, Request } from '../domain/request.ts';
import { apply } from './apply.ts';
import { decidedAt } from './decided-at.ts';
import { type NotOpen, openDecision } from './open-decision.ts';
import type { Directory, Store } from './ports.ts';

/** One press of Order again, bound to the attempt and the look-alikes that its card showed. */
export interface OrderAgain {
  requestId: string;
  attempt: number;
  candidates: readonly string[];
  by: Person;
}

export type OrderedAgain =
  | { kind: 'ordered_again'; request: Request }
  | { kind: 'counted'; request: Request; missing: number }
  | NotOpen
  /** AWS could not be searched completely since the call: a second order would be blind. */
  | { kind: 'not_looked'; request: Request }
  /** A port of the same name has shown up since the card was drawn. */
  | { kind: 'look_alike'; request: Request; candidates: string[] }
  | { kind: 'already_voted'; at: number; missing: number };

/**
 * Sends an order of unknown outcome once more. Takes whom and how many the approval took; two presses on one
 * card are one call.
 */
export function orderAgain(store: Store, directory: Directory, press: OrderAgain): Promise<OrderedAgain> {
  const { requestId, attempt, by } = press;
  return store.transaction(async (tx) => {
    const open = await openDecision(tx, directory, press);
    if (open.kind !== 'open') return open;
    const { request, state } = open;
    if (state.looked === 'could_not_look') return { kind: 'not_looked', request };
    const unseen = state.candidates.filter((id) => !press.candidates.includes(id));
    if (unseen.length > 0) return { kind: 'look_alike', request, candidates: unseen };

    const { revision } = request;
    const vote = { requestId, revision, attempt, voter: by, decision: 'approve', at: tx.now } as const;
    const fresh = await tx.addVote(vote);
    const votes = await tx.votes(requestId, revision, attempt);
    const missing = request.rule.quorum - votes.length;
    if (!fresh) {
      const at = votes.find(({ voter }) => voter.id === by.id)?.at ?? tx.now;
      return { kind: 'already_voted', at, missing };
    }
    await tx.audit({
      requestId,
      actor: by,
      event: 'voted_to_order_again',
      revision,
      fingerprint: request.fingerprint,
      detail: { attempt, count: votes.length, quorum: request.rule.quorum },
    });
    if (missing > 0) return { kind: 'counted', request, missing };
    const people = votes.map(({ voter }) => voter);
    const again = await apply(tx, request, { type: 'ordered_again', by: people, at: tx.now }, { actor: by });
    if (!again) return { kind: 'too_late', request, at: await decidedAt(tx, request) };
    await tx.say(requestId, 'channel', { kind: 'ordered_again', by: people });
    return { kind: 'ordered_again', request: again };
  });
}
