import type { Person, Request } from '../domain/request.ts';
import { apply } from './apply.ts';
import { decidedAt } from './decided-at.ts';
import { type NotOpen, openDecision } from './open-decision.ts';
import type { Directory, Store } from './ports.ts';

export type GivenUp = { kind: 'given_up'; request: Request } | NotOpen;

/** Ends a request whose outcome nobody could learn. A port that shows up later is still announced. */
export function giveUp(
  store: Store,
  directory: Directory,
  press: { requestId: string; attempt: number; by: Person },
): Promise<GivenUp> {
  return store.transaction(async (tx) => {
    const open = await openDecision(tx, directory, press);
    if (open.kind !== 'open') return open;
    const { request } = open;
    const { by } = press;
    const ended = await apply(tx, request, { type: 'given_up', by, at: tx.now }, { actor: by });
    if (!ended) return { kind: 'too_late', request, at: await decidedAt(tx, request) };
    await tx.say(request.id, 'dm', { kind: 'step', state: ended.state });
    return { kind: 'given_up', request: ended };
  });
}
