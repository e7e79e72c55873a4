import type { Request } from '../../domain/request/request.ts';
import { ATTEMPT_TAG, isTagValue, REQUEST_TAG, type Tag, THREAD_TAG } from '../../domain/tags.ts';
import { SECOND } from '../../domain/time.ts';
import { membersFor } from '../deciding/who-may.ts';
import type { Claim } from '../lifecycle/with-claim.ts';
import { inAccount } from './account-asked.ts';
import type { Begun } from './begin.ts';
import { commitAttempt } from './commit-attempt.ts';
import type { PlaceDeps } from './place-deps.ts';
import type { Clear } from './preflight.ts';
import { recordOutcome } from './record-outcome.ts';

/** So long Slack is asked who may approve, where that is not known; longer, and the order waits. */
const LEARN_MS = 5 * SECOND;

type ToPlace = Extract<Begun, { kind: 'to_place' }>;

/** Steps 4 and 5: who may approve, the attempt's commit, the call, its outcome. */
export async function send(deps: PlaceDeps, claim: Claim, begun: ToPlace, clear: Clear): Promise<void> {
  const { request } = claim;
  await claim.keep(() => learnWhoMay(deps, inAccount(request, clear.session.accountId), begun));
  const sender = clear.session.sender();
  // Taken before the commit, so that the deadline is never later than promised.
  const deadline = deps.monotonic() + deps.deadlineMs;
  const attempt = await commitAttempt(deps, claim, clear);
  if (attempt === undefined) return;
  const { card } = begun;
  const thread = card && deps.threads.link(card.channel, card.ts);
  const tags: Tag[] = [
    { key: REQUEST_TAG, value: request.id },
    { key: ATTEMPT_TAG, value: String(attempt) },
    // AWS would refuse the whole order for a link with a character that tags don't take.
    ...(thread && isTagValue(thread) ? [{ key: THREAD_TAG, value: thread }] : []),
  ];
  const outcome = await sender.create(request.order, tags, deadline);
  await recordOutcome(deps, claim, { attempt, outcome, accountId: clear.session.accountId });
}

/** Slack is asked who may approve only where that is not known: nobody waits for it once the attempt is committed. */
async function learnWhoMay({ judging }: PlaceDeps, request: Request, { voters }: ToPlace): Promise<void> {
  const known = membersFor(judging, request, voters);
  if (known.kind === 'unchecked') await judging.directory.learn(known.groups, known.users, LEARN_MS);
}
