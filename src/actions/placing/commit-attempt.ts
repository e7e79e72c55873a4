import type { Request } from '../../domain/request/request.ts';
import { judgeApproval } from '../../domain/rules/approval.ts';
import { SECOND } from '../../domain/time.ts';
import { lapse } from '../deciding/lapse.ts';
import { sendBack } from '../deciding/send-back.ts';
import { membersFor } from '../deciding/who-may.ts';
import { advance } from '../lifecycle/advance.ts';
import { fingerprint } from '../submitting/fingerprint.ts';
import { frozenBy, holdFrozen, holdRulesDiffer, noteHold } from './hold.ts';
import type { PlaceDeps } from './place-deps.ts';
import type { Clear } from './preflight.ts';

/** How far a lease outlives the deadline, so that nobody takes over a call that may still be answered. */
const LEASE_MARGIN_MS = 10 * SECOND;
const UNCHECKED_RETRY_MS = 5 * SECOND;

/**
 * The last thing before the call: nothing is sent unless the approval stands at this moment. Undefined where the
 * request is no longer ours to send.
 */
export function commitAttempt(
  deps: PlaceDeps,
  claimed: Request,
  token: number,
  clear: Clear,
): Promise<number | undefined> {
  return deps.store.transaction(async (tx) => {
    const request = await tx.requests.lock(claimed.id);
    if (request?.state.status !== 'approved' || deps.dryRun || request.dryRun) return undefined;
    const lease = { token, until: null };
    const options = { actor: null, lease };
    const frozen = await frozenBy(tx, deps.frozen);
    if (frozen) {
      await holdFrozen(tx, request, frozen, lease);
      return undefined;
    }
    if (await holdRulesDiffer(tx, request, deps.rulesHash, lease)) return undefined;
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
      request,
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
    if (standing.kind !== 'stands') {
      await lapse(tx, request, votesFor, standing, votes, options, 'not_there');
      return undefined;
    }
    const number = (await tx.attempts.of(request.id)).length + 1;
    const deadlineAt = tx.now + deps.deadlineMs;
    const placing = await advance(
      tx,
      request,
      { type: 'attempt_committed', attempt: number, at: tx.now },
      {
        actor: null,
        lease: { token, until: deadlineAt + LEASE_MARGIN_MS },
        detail: { accountId: clear.session.accountId, by: standing.by, votesFor },
      },
    );
    if (!placing) return undefined;
    await tx.attempts.add({
      requestId: request.id,
      number,
      accountId: clear.session.accountId,
      region: request.order.region,
      endpoint: clear.session.endpoint,
      token,
      committedAt: tx.now,
      deadlineAt,
      sameNameIds: clear.sameNameIds,
      listedIds: clear.listedIds,
      sent: request.order,
      lagLinks: clear.lagLinks,
      outcome: null,
      closedAt: null,
      awsRequestId: null,
      errorName: null,
      errorMessage: null,
    });
    return number;
  });
}
