import type { ListedInterconnect } from '../../domain/catalog/catalog.ts';
import type { Outcome } from '../../domain/request/outcome.ts';
import type { Finding, Request } from '../../domain/request/request.ts';
import { approvalEnds } from '../../domain/rules/approval.ts';
import { ATTEMPT_TAG, isTagValue, REQUEST_TAG, type Tag, THREAD_TAG } from '../../domain/tags.ts';
import type { Store } from '../../interfaces/store.ts';
import { askToDecide } from '../attending/ask-to-decide.ts';
import { lapse } from '../deciding/lapse.ts';
import { sendBack } from '../deciding/send-back.ts';
import { membersFor } from '../deciding/who-may.ts';
import { advance } from '../lifecycle/advance.ts';
import { keepLease, LEASE_MS } from '../lifecycle/keep-lease.ts';
import { adopt } from './adopt.ts';
import { commitAttempt } from './commit-attempt.ts';
import { findingAfter } from './finding.ts';
import { frozenBy, holdBack, holdFrozen } from './hold.ts';
import type { PlaceDeps } from './place-deps.ts';
import { type Clear, preflight } from './preflight.ts';
import { recordOutcome } from './record-outcome.ts';

/** So long Slack is asked who may approve, where that is not known; longer, and the order waits. */
const LEARN_MS = 5_000;

/** Takes one approved request as far as it goes: at most one CreateInterconnect. False when none is due. */
export async function place(deps: PlaceDeps): Promise<boolean> {
  const claim = await deps.store.transaction((tx) =>
    tx.requests.claim('place', LEASE_MS, deps.dryRun ? 'rehearsals' : undefined),
  );
  if (!claim) return false;
  const { request, token } = claim;
  if (request.state.status === 'placing') {
    await recordOutcome(deps, request.id, request.state.attempt, token, INTERRUPTED);
  } else if (!(await finishUnsent(deps, request, token))) {
    await look(deps, request, token);
  }
  await deps.store.transaction((tx) => tx.requests.release(request.id, token));
  return true;
}

/** Step 3 and what follows from it. */
async function look(deps: PlaceDeps, request: Request, token: number): Promise<void> {
  const looked = await keepLease(deps.store, request.id, token, () => preflight(deps, request));
  switch (looked.kind) {
    case 'hold':
      return holdBack(deps, request.id, token, looked.hold);
    case 'drifted':
      return noLongerOffered(deps.store, request.id, token, looked.reason);
    case 'clear':
      return send(deps, request, token, looked);
    case 'people':
      return askPeople(deps.store, request.id, token, looked);
    case 'found':
      return takeOver(deps, request.id, token, looked);
  }
}

/** This request's port is there: taken over. Where somebody else was faster with it, people have to look. */
async function takeOver(
  deps: PlaceDeps,
  requestId: string,
  token: number,
  found: { accountId: string; interconnect: ListedInterconnect },
): Promise<void> {
  const adopted = await deps.store.transaction(async (tx) => {
    const request = await tx.requests.lock(requestId);
    return (
      request !== undefined && (await adopt(tx, request, found, 'before_placing', { token, until: null }))
    );
  });
  if (adopted) return;
  const message = `${found.interconnect.interconnectId} bears this order's tag and can't be taken over.`;
  await holdBack(deps, requestId, token, { kind: 'could_not_look', code: 'TAG_TAKEN', message });
}

/** Nothing is sent while a port is there that may be this order's. */
async function askPeople(
  store: Store,
  requestId: string,
  token: number,
  { attempt, finding }: { attempt: number; finding: Finding },
): Promise<void> {
  await store.transaction(async (tx) => {
    const request = await tx.requests.lock(requestId);
    if (request?.state.status !== 'approved') return;
    await askToDecide(tx, request, attempt, finding, { token, until: null }, tx.now);
  });
}

/** Whoever takes over a committed attempt knows nothing of it, a crash included: unknown, never unsent. */
const INTERRUPTED: Outcome = {
  kind: 'unknown',
  code: 'INTERRUPTED',
  message: 'The bot stopped before it had read the answer.',
};

/** Ends or holds what is not to be sent at all: expired, rehearsed, frozen. */
function finishUnsent(deps: PlaceDeps, claimed: Request, token: number): Promise<boolean> {
  return deps.store.transaction(async (tx) => {
    const request = await tx.requests.lock(claimed.id);
    if (request?.state.status !== 'approved') return true;
    const lease = { token, until: null };
    const { votesFor } = request.state;
    const votes = await tx.votes.of(request.id, request.revision, votesFor);
    if (tx.now >= approvalEnds(request, votesFor, votes)) {
      const lapsed = await lapse(tx, request, votesFor, { kind: 'expired' }, votes, { actor: null, lease });
      if (lapsed) return true;
    }
    if (request.dryRun) {
      const rehearsed = await advance(tx, request, { type: 'rehearsed', at: tx.now }, { actor: null, lease });
      if (rehearsed) await tx.outbox.add(request.id, 'dm', { kind: 'step', state: rehearsed.state });
      return true;
    }
    const frozen = await frozenBy(tx, deps.frozen);
    if (frozen) await holdFrozen(tx, request, frozen, lease);
    return frozen !== undefined;
  });
}

/** Back to whoever asked; but never where a port may exist: then people decide. */
async function noLongerOffered(
  store: Store,
  requestId: string,
  token: number,
  reason: string,
): Promise<void> {
  await store.transaction(async (tx) => {
    const request = await tx.requests.lock(requestId);
    if (request?.state.status !== 'approved') return;
    const lease = { token, until: null };
    if (await sendBack(tx, request, reason, { lease })) return;
    const attempts = await tx.attempts.of(requestId);
    const finding = findingAfter(attempts, request, 'not_there');
    await askToDecide(tx, request, attempts.at(-1)?.number ?? 0, finding, lease, tx.now, reason);
  });
}

/** Steps 4 and 5: who may approve, permalink, the attempt's commit, the call, its outcome. */
async function send(deps: PlaceDeps, request: Request, token: number, clear: Clear): Promise<void> {
  const permalink = await keepLease(deps.store, request.id, token, () => prepare(deps, request));
  // Taken before the commit, so that the deadline is never later than promised.
  const deadline = deps.monotonic() + deps.deadlineMs;
  const attempt = await commitAttempt(deps, request, token, clear);
  if (attempt === undefined) return;
  const tags: Tag[] = [
    { key: REQUEST_TAG, value: request.id },
    { key: ATTEMPT_TAG, value: String(attempt) },
    // AWS would refuse the whole order for a link with a character that tags don't take.
    ...(permalink && isTagValue(permalink) ? [{ key: THREAD_TAG, value: permalink }] : []),
  ];
  const outcome = await clear.session.sender().create(request.order, tags, deadline);
  await recordOutcome(deps, request.id, attempt, token, outcome, clear.session.accountId);
}

/** What must not be waited for once the attempt is committed: who may approve, and the thread's link. */
async function prepare(deps: PlaceDeps, request: Request): Promise<string | undefined> {
  const { votes, card } = await deps.store.transaction(async (tx) => {
    const votesFor = request.state.status === 'approved' ? request.state.votesFor : 0;
    const messages = await tx.messages.of(request.id);
    return {
      votes: await tx.votes.of(request.id, request.revision, votesFor),
      card: messages.find(({ destination }) => destination === 'channel'),
    };
  });
  const voters = votes.map(({ voter }) => voter.id);
  const known = membersFor(deps.judging, request, voters);
  if (known.kind === 'unchecked') await deps.judging.directory.learn(known.groups, known.users, LEARN_MS);
  if (!card?.channel || !card.ts) return undefined;
  return deps.threads.permalink(card.channel, card.ts);
}
