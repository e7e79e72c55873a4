import type { Request } from '../domain/request.ts';
import { apply } from './apply.ts';
import { fingerprint } from './fingerprint.ts';
import { holdFrozen } from './hold.ts';
import type { PlaceDeps } from './place-deps.ts';

/** How far a lease outlives the deadline, so that nobody takes over a call that may still be answered. */
const LEASE_MARGIN_MS = 10_000;

/** The last thing before the call. Undefined where the request is no longer ours to send. */
export function commitAttempt(
  deps: PlaceDeps,
  claimed: Request,
  token: number,
  endpoint: string,
  clear: { accountId: string | null; sameNameIds: string[] },
): Promise<number | undefined> {
  return deps.store.transaction(async (tx) => {
    const request = await tx.request(claimed.id);
    if (request?.state.status !== 'approved') return undefined;
    const lease = { token, until: null };
    if (deps.frozen) {
      await holdFrozen(tx, request, lease);
      return undefined;
    }
    if (
      request.revision !== claimed.revision ||
      fingerprint(request.order, request.accountId) !== claimed.fingerprint
    ) {
      const event = {
        type: 'sent_back',
        by: null,
        reason: 'The order is not the one that was approved.',
        at: tx.now,
      } as const;
      const options = { actor: null, lease, errorCode: 'FINGERPRINT_MISMATCH' };
      const back = await apply(tx, request, event, options);
      if (back) await tx.say(request.id, 'dm', { kind: 'step', state: back.state });
      return undefined;
    }
    const number = (await tx.attempts(request.id)).length + 1;
    const deadlineAt = tx.now + deps.deadlineMs;
    const placing = await apply(
      tx,
      request,
      { type: 'attempt_committed', attempt: number, at: tx.now },
      { actor: null, lease: { token, until: deadlineAt + LEASE_MARGIN_MS } },
    );
    if (!placing) return undefined;
    await tx.addAttempt({
      requestId: request.id,
      number,
      accountId: clear.accountId,
      region: request.order.region,
      endpoint,
      token,
      committedAt: tx.now,
      deadlineAt,
      sameNameIds: clear.sameNameIds,
      outcome: null,
      closedAt: null,
      awsRequestId: null,
      errorName: null,
      errorMessage: null,
    });
    return number;
  });
}
