import type { Person } from '../../domain/person.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Choice } from '../../domain/request/vote.ts';
import { NOBODY } from '../../domain/rules/members.ts';
import { permission } from '../../domain/rules/permission.ts';
import type { Store } from '../../interfaces/store.ts';
import { note } from '../lifecycle/advance.ts';
import { decidedAt } from '../lifecycle/decided-at.ts';
import { expireNow } from '../lifecycle/expire.ts';
import { type Press, type Shut, showsAnother } from './open-ballot.ts';

export type TakenBack =
  | { kind: 'taken_back'; request: Request; choice: Choice }
  /** They have no vote on it. */
  | { kind: 'no_vote' }
  | Extract<Shut, { kind: 'unknown_request' | 'changed' | 'already_decided' }>;

/** Takes one's own vote back before the end. It needs no right to vote any more: who is in which group is not asked. */
export function takeBack({ store }: { store: Store }, press: Press): Promise<TakenBack> {
  const by: Person = press.voter;
  return store.transaction(async (tx): Promise<TakenBack> => {
    const request = await tx.requests.lock(press.requestId);
    if (!request) return { kind: 'unknown_request' };
    const { kind } = permission('take_back', request, by, NOBODY, { rule: undefined, at: tx.now });
    if (kind === 'not_open') return { kind: 'already_decided', request, at: await decidedAt(tx, request) };
    if (kind === 'expired') {
      const expired = await expireNow(tx, request);
      return { kind: 'already_decided', request: expired ?? request, at: tx.now };
    }
    if (showsAnother(press, request)) return { kind: 'changed', request };
    const votes = await tx.votes.of(request.id, request.revision, 0);
    const own = votes.find(({ voter }) => voter.id === by.id);
    if (!own) return { kind: 'no_vote' };
    await tx.votes.void(request.id, request.revision, 0, [by.id]);
    await note(tx, request, { type: 'vote_taken_back', choice: own.choice }, { actor: by });
    await tx.messages.redraw(request.id);
    return { kind: 'taken_back', request, choice: own.choice };
  });
}
