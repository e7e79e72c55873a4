import type { Request } from '../../domain/request/request.ts';
import { judgeApproval, type Standing } from '../../domain/rules/approval.ts';
import { SECOND } from '../../domain/time.ts';
import type { Tx } from '../../interfaces/store.ts';
import { lapse } from '../deciding/lapse.ts';
import { sendBack } from '../deciding/send-back.ts';
import { membersFor } from '../deciding/who-may.ts';
import { wantFollowing } from '../following/duty.ts';
import { advance } from '../lifecycle/advance.ts';
import type { Claim } from '../lifecycle/with-claim.ts';
import { fingerprint } from '../submitting/fingerprint.ts';
import { inAccount } from './account-asked.ts';
import { frozenBy, holdFrozen, holdRulesDiffer, noteHold, processesNow } from './hold.ts';
import type { PlaceDeps } from './place-deps.ts';
import type { Clear } from './preflight.ts';

/** How far a lease outlives the deadline, so that nobody takes over a call that may still be answered. */
const LEASE_MARGIN_MS = 10 * SECOND;
const UNCHECKED_RETRY_MS = 5 * SECOND;

/**
 * The last thing before the call: nothing is sent unless the approval stands at this moment. Undefined where the
 * request is no longer ours to send.
 */
export function commitAttempt(deps: PlaceDeps, claim: Claim, clear: Clear): Promise<number | undefined> {
  return deps.store.transaction(async (tx) => {
    const request = await tx.requests.lock(claim.request.id);
    const votes = request && (await votesThatStand(deps, tx, claim, request, clear));
    const number = request && votes && (await addAttempt(deps, tx, claim, request, votes, clear));
    if (number === undefined) await claim.giveBack(tx);
    return number;
  });
}

/** The votes that an order may be sent by, all else being well; else the request is held or goes back. */
async function votesThatStand(
  deps: PlaceDeps,
  tx: Tx,
  { request: claimed, lease }: Claim,
  request: Request,
  { session }: Clear,
): Promise<(Standing & { kind: 'stands' }) | undefined> {
  if (request.state.status !== 'approved' || deps.dryRun || request.dryRun) return undefined;
  const options = { actor: null, lease };
  // Held until the end: nobody freezes meanwhile.
  const stored = await tx.freeze.hold();
  // A newer version may check more: it sends what this one has looked up.
  if (stored === 'outgrown') return undefined;
  const processes = await processesNow(tx);
  const frozen = frozenBy(stored, deps.frozen, processes);
  if (frozen) {
    await holdFrozen(tx, request, frozen, lease);
    return undefined;
  }
  if (await holdRulesDiffer(tx, request, deps.rulesHash(), processes, lease)) return undefined;
  const { votesFor } = request.state;
  if (
    request.revision !== claimed.revision ||
    request.fingerprint !== claimed.fingerprint ||
    fingerprint(request.order, request.accountId) !== claimed.fingerprint
  ) {
    const back = await sendBack(tx, request, 'The order is not the one that was approved.', {
      ...options,
      errorCode: 'FINGERPRINT_MISMATCH',
    });
    if (!back) await lapse(tx, request, votesFor, { kind: 'unreachable' }, [], options);
    return undefined;
  }
  const votes = await tx.votes.of(request.id, request.revision, votesFor);
  const known = membersFor(
    deps.judging,
    inAccount(request, session.accountId),
    votes.map(({ voter }) => voter.id),
  );
  if (known.kind === 'unchecked') {
    const what = 'group' in known.unchecked ? known.unchecked.group : known.unchecked.person;
    const message = `It could not be checked who may approve: ${what}.`;
    const hold = { kind: 'unchecked', code: 'APPROVERS_UNCHECKED', message } as const;
    await noteHold(tx, request, hold, lease, tx.now + UNCHECKED_RETRY_MS);
    return undefined;
  }
  const now = { rule: known.rule, at: tx.now };
  const standing = judgeApproval(request, votesFor, votes, known.members, now);
  if (standing.kind === 'stands') return standing;
  await lapse(tx, request, votesFor, standing, votes, options, 'not_there');
  return undefined;
}

/** Its number; undefined where the request can't be placed any more. */
async function addAttempt(
  deps: PlaceDeps,
  tx: Tx,
  { token }: Claim,
  request: Request,
  { by }: Standing & { kind: 'stands' },
  { session, sameNameIds, listedIds, lagLinks }: Clear,
): Promise<number | undefined> {
  const { accountId, endpoint } = session;
  const votesFor = request.state.status === 'approved' ? request.state.votesFor : 0;
  const number = (await tx.attempts.of(request.id)).length + 1;
  const deadlineAt = tx.now + deps.deadlineMs;
  const event = { type: 'attempt_committed', attempt: number, accountId, by, votesFor, at: tx.now } as const;
  const placing = await advance(tx, request, event, {
    actor: null,
    lease: { token, until: deadlineAt + LEASE_MARGIN_MS },
  });
  if (!placing) return undefined;
  await tx.attempts.add({
    requestId: request.id,
    number,
    accountId,
    region: request.order.region,
    endpoint,
    token,
    committedAt: tx.now,
    deadlineAt,
    sameNameIds,
    listedIds,
    sent: request.order,
    lagLinks,
    outcome: null,
    closedAt: null,
    awsRequestId: null,
    errorName: null,
    errorMessage: null,
  });
  await wantFollowing(tx, { accountId, region: request.order.region }, deps.statePollMs);
  return number;
}
