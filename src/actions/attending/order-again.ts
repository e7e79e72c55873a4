import type { Person } from '../../domain/person.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Vote } from '../../domain/request/vote.ts';
import { count } from '../../domain/rules/approval.ts';
import { HOUR } from '../../domain/time.ts';
import type { Tx } from '../../interfaces/store.ts';
import { entitlement } from '../deciding/decide.ts';
import { voidVotes } from '../deciding/void-votes.ts';
import { type DecideDeps, deciding } from '../deciding/who-may.ts';
import { advance, note } from '../lifecycle/advance.ts';
import { decidedAt } from '../lifecycle/decided-at.ts';
import { type NotOpen, openDecision } from './open-decision.ts';

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
export function orderAgain(deps: DecideDeps, press: OrderAgain): Promise<OrderedAgain> {
  const { requestId, attempt, by } = press;
  return deciding(deps, async (tx): Promise<OrderedAgain> => {
    const open = await openDecision(tx, deps.judging, 'order_again', press);
    if (open.kind !== 'open') return open;
    const { request, state, members, now } = open;
    if (state.looked === 'could_not_look') return { kind: 'not_looked', request };
    const unseen = state.candidates.filter((id) => !press.candidates.includes(id));
    if (unseen.length > 0) return { kind: 'look_alike', request, candidates: unseen };

    const { revision, fingerprint } = request;
    const choice = 'order_again';
    const cast = { requestId, revision, attempt, voter: by, choice, fingerprint } as const;
    const vote: Vote = { ...cast, comment: null, at: tx.now };
    await voidAged(tx, request, attempt);
    const fresh = await tx.votes.cast(vote);
    const votes = await tx.votes.of(requestId, revision, attempt);
    const counted = count('order_again', choice, request, votes, members, now);
    const { missing } = counted;
    if (fresh) {
      const { quorum } = counted;
      const why = entitlement(request, open.may, now);
      const fact = {
        type: 'voted_to_order_again',
        attempt,
        count: counted.by.length,
        quorum,
        ...why,
      } as const;
      await note(tx, request, fact, { actor: by });
    }
    if (missing > 0) {
      if (fresh) return { kind: 'counted', request, missing };
      const at = votes.find(({ voter }) => voter.id === by.id)?.at ?? tx.now;
      return { kind: 'already_voted', at, missing };
    }
    const people = counted.by;
    const event = {
      type: 'ordered_again',
      by: people,
      accepted: state.candidates,
      at: tx.now,
    } as const;
    const again = await advance(tx, request, event, { actor: by });
    if (!again) return { kind: 'too_late', request, at: await decidedAt(tx, request) };
    return { kind: 'ordered_again', request: again };
  });
}

/** A vote that is older than an approval may get would only make one that is over at once. */
async function voidAged(tx: Tx, request: Request, attempt: number): Promise<void> {
  const oldest = tx.now - request.rule.expiryHours * HOUR;
  const votes = await tx.votes.of(request.id, request.revision, attempt);
  const aged = votes.filter(({ choice, at }) => choice === 'order_again' && at <= oldest);
  await voidVotes(
    tx,
    request,
    attempt,
    aged.map(({ voter }) => voter),
    'they were cast too long ago.',
  );
}
