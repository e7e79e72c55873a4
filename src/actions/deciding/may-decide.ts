import type { Request } from '../../domain/request/request.ts';
import { openBallot, type Press, type Shut } from './open-ballot.ts';
import { type DecideDeps, deciding } from './who-may.ts';

/** Whether a press would count, before it is one: with the request as it is, or why it would change nothing. */
export function mayDecide(deps: DecideDeps, press: Press): Promise<{ kind: 'may'; request: Request } | Shut> {
  return deciding(deps, async (tx) => {
    const open = await openBallot(tx, deps.judging, press);
    return open.kind === 'open' ? { kind: 'may', request: open.request } : open;
  });
}
