import type { Request } from '../../domain/request/request.ts';
import { advance } from '../lifecycle/advance.ts';
import { entitlement } from './decide.ts';
import { openBallot, type Press, type Shut } from './open-ballot.ts';
import { type DecideDeps, deciding } from './who-may.ts';

export type AskedBack = { kind: 'sent_back'; request: Request } | Shut;

/** Sends a request back to whoever asked, with a question: they edit it, and it is voted on anew. */
export function askBack(deps: DecideDeps, press: Press & { question: string }): Promise<AskedBack> {
  return deciding(deps, async (tx): Promise<AskedBack> => {
    const open = await openBallot(tx, deps.judging, press);
    if (open.kind !== 'open') return open;
    const { request, may, now } = open;
    const why = entitlement(request, may, now);
    const event = { type: 'sent_back', by: press.voter, reason: press.question, ...why, at: tx.now } as const;
    const back = await advance(tx, request, event, { actor: press.voter });
    if (!back) return { kind: 'already_decided', request, at: undefined };
    return { kind: 'sent_back', request: back };
  });
}
