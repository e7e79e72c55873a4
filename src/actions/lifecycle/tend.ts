import { asEscalated, asReminded, dueAt, dueNow } from '../../domain/request/due.ts';
import type { Request } from '../../domain/request/request.ts';
import { groupsOf } from '../../domain/rules/policy.ts';
import { SECOND } from '../../domain/time.ts';
import type { Store, Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { secondGroup, stillWaiting } from '../deciding/still-waiting.ts';
import type { Judging } from '../deciding/who-may.ts';
import { addOwnMessages, unseeing } from '../submitting/own-messages.ts';
import { advance } from './advance.ts';
import { expireNow } from './expire.ts';
import { withClaim } from './with-claim.ts';

/** So long it is asked who is in the groups that are to be called, where nobody knows. */
const LEARN_MS = SECOND;

/** What looking after requests works with. */
export interface TendDeps {
  store: Store;
  judging: Judging;
  /** Whether a person gets to see the cards. */
  reachable: (userId: string) => boolean;
}

/**
 * Looks after one request that waits for people: ends it once its time is over, calls more people in, or reminds those who
 * can decide; one to which nothing is due is asked again later. False where there is none.
 */
export function tend(deps: TendDeps): Promise<boolean> {
  const { store, judging } = deps;
  const begin = async (tx: Tx, request: Request, lease: Lease) => {
    const due = dueNow(request, tx.now);
    if (due === 'remind' || due === 'escalate') return due;
    if (due === 'expire') await expireNow(tx, request, lease);
    else await tx.requests.put({ ...request, dueAt: dueAt(request, tx.now, tx.now) }, lease);
    return undefined;
  };
  return withClaim({ store }, { worker: 'tend', begin }, async ({ request, end }) => {
    await judging.directory.learn(groupsOf(request.rule), [], LEARN_MS);
    await end((tx, now, lease) => call(tx, deps, now, lease));
  });
}

/** Whatever it was taken for: people may have decided since. */
async function call(tx: Tx, { judging, reachable }: TendDeps, request: Request, lease: Lease): Promise<void> {
  const at = tx.now;
  const options = { actor: null, lease };
  switch (dueNow(request, at)) {
    case 'remind': {
      const reminded = asReminded(request, at);
      const { reminded: step } = reminded;
      const waiting = await stillWaiting(tx, judging, reminded);
      await advance(tx, reminded, { type: 'reminded', step, ...waiting, at }, options);
      return;
    }
    case 'escalate': {
      const escalated = asEscalated(request, at);
      const to = [...(request.rule.escalate?.approvers ?? [])];
      const more = secondGroup(judging, request);
      const waiting = await stillWaiting(tx, judging, escalated);
      await addOwnMessages(tx, escalated, unseeing(more, reachable));
      const event = { type: 'escalated', to, nobody: more.size === 0, ...waiting, at } as const;
      await advance(tx, escalated, event, options);
      return;
    }
  }
}
