import type { Person } from '../../domain/person.ts';
import type { Request } from '../../domain/request/request.ts';
import { entitlement } from '../deciding/decide.ts';
import { type DecideDeps, deciding } from '../deciding/who-may.ts';
import { noteOrphan } from '../following/orphan.ts';
import { advance } from '../lifecycle/advance.ts';
import { decidedAt } from '../lifecycle/decided-at.ts';
import { type NotOpen, openDecision } from './open-decision.ts';

export type GivenUp = { kind: 'given_up'; request: Request } | NotOpen;

/** Ends a request whose outcome nobody could learn. A port that shows up later is still announced. */
export function giveUp(
  deps: DecideDeps,
  press: { requestId: string; attempt: number; by: Person },
): Promise<GivenUp> {
  return deciding(deps, async (tx): Promise<GivenUp> => {
    const open = await openDecision(tx, deps.judging, 'give_up', press);
    if (open.kind !== 'open') return open;
    const { request, may, now } = open;
    const { by } = press;
    const event = { type: 'given_up', by, ...entitlement(request, may, now), at: tx.now } as const;
    const ended = await advance(tx, request, event, { actor: by });
    if (!ended) return { kind: 'too_late', request, at: await decidedAt(tx, request) };
    // Nobody's port from now on, and its Region may have no other order to be watched for.
    for (const { interconnectId, why } of open.state.tagged) {
      if (why !== 'taken') await noteOrphan(tx, ended, interconnectId);
    }
    return { kind: 'given_up', request: ended };
  });
}
