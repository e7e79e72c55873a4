import type { Request } from '../../domain/request/request.ts';
import { ATTEMPT_TAG, isTagValue, REQUEST_TAG, type Tag, THREAD_TAG } from '../../domain/tags.ts';
import { SECOND } from '../../domain/time.ts';
import { membersFor } from '../deciding/who-may.ts';
import type { Claim } from '../lifecycle/with-claim.ts';
import type { Begun } from './begin.ts';
import { commitAttempt } from './commit-attempt.ts';
import type { PlaceDeps } from './place-deps.ts';
import type { Clear } from './preflight.ts';
import { recordOutcome } from './record-outcome.ts';

/** So long Slack is asked who may approve, where that is not known; longer, and the order waits. */
const LEARN_MS = 5 * SECOND;

type ToPlace = Extract<Begun, { kind: 'to_place' }>;

/** Steps 4 and 5: who may approve, permalink, the attempt's commit, the call, its outcome. */
export async function send(deps: PlaceDeps, claim: Claim, begun: ToPlace, clear: Clear): Promise<void> {
  const { request } = claim;
  const permalink = await claim.keep(() => prepare(deps, request, begun));
  // Taken before the commit, so that the deadline is never later than promised.
  const deadline = deps.monotonic() + deps.deadlineMs;
  const attempt = await commitAttempt(deps, claim, clear);
  if (attempt === undefined) return;
  const tags: Tag[] = [
    { key: REQUEST_TAG, value: request.id },
    { key: ATTEMPT_TAG, value: String(attempt) },
    // AWS would refuse the whole order for a link with a character that tags don't take.
    ...(permalink && isTagValue(permalink) ? [{ key: THREAD_TAG, value: permalink }] : []),
  ];
  const outcome = await clear.session.sender().create(request.order, tags, deadline);
  await recordOutcome(deps, claim, { attempt, outcome, accountId: clear.session.accountId });
}

/** What must not be waited for once the attempt is committed: who may approve, and the thread's link. */
async function prepare(
  { judging, threads }: PlaceDeps,
  request: Request,
  { voters, card }: ToPlace,
): Promise<string | undefined> {
  const known = membersFor(judging, request, voters);
  if (known.kind === 'unchecked') await judging.directory.learn(known.groups, known.users, LEARN_MS);
  return card && threads.permalink(card.channel, card.ts);
}
