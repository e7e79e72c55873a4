import type { RequestEvent } from '../../domain/request/fact.ts';
import type { Outcome } from '../../domain/request/outcome.ts';
import type { Hold, Request } from '../../domain/request/request.ts';
import { LeaseLostError, OutcomeLostError, StoreUnavailableError } from '../../interfaces/errors.ts';
import type { Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { noteOrphan } from '../following/orphan.ts';
import { advance } from '../lifecycle/advance.ts';
import { retryIn } from '../lifecycle/retry.ts';
import type { Claim } from '../lifecycle/with-claim.ts';
import { takePort } from './adopt.ts';
import { findingAfter } from './finding.ts';
import type { PlaceDeps } from './place-deps.ts';

/** How often, and how far apart, a store that is down is asked to keep what AWS answered. */
const STORE_TRIES = 10;
const STORE_PAUSE_MS = 1_000;

type Held = { request: Pick<Request, 'id'> } & Pick<Claim, 'lease' | 'giveBack'>;

/** One attempt that has ended, as far as this process knows. */
interface Ended {
  attempt: number;
  outcome: Outcome;
  /** Whose credentials the call was made with; undefined where that was another process's call. */
  accountId?: string;
}

type Deps = Pick<PlaceDeps, 'store' | 'random' | 'pause' | 'settleWindowMs'>;

/**
 * Writes down what one attempt came to, and tells the thread. If the lease has gone to another meanwhile, only a
 * port that AWS named is still worth writing: it ends that other's search.
 */
export async function recordOutcome(deps: Deps, claim: Held, ended: Ended): Promise<void> {
  const requestId = claim.request.id;
  const { attempt, outcome, accountId = null } = ended;
  for (let left = STORE_TRIES; ; left--) {
    try {
      await deps.store.transaction(async (tx) => {
        const request = await tx.requests.lock(requestId);
        if (!request) return;
        const { state } = request;
        if (state.status === 'placing' && state.attempt === attempt) {
          await tx.attempts.close(requestId, attempt, outcome);
          await recordAttempt(deps, tx, request, outcome, claim.lease, accountId);
        } else if (outcome.kind === 'created') {
          await lateAnswer(tx, request, outcome, accountId);
        }
        await claim.giveBack(tx);
      });
      return;
    } catch (error) {
      const another = error instanceof LeaseLostError;
      if (another && outcome.kind !== 'created') return;
      if (!(another || error instanceof StoreUnavailableError) || left === 0) {
        throw new OutcomeLostError(requestId, attempt, outcome, error);
      }
    }
    await deps.pause(STORE_PAUSE_MS);
  }
}

async function recordAttempt(
  deps: Deps,
  tx: Tx,
  request: Request,
  outcome: Outcome,
  lease: Lease,
  accountId: string | null,
): Promise<void> {
  const at = tx.now;
  const { awsRequestId } = outcome;
  if (outcome.kind === 'created') {
    const { interconnect } = outcome;
    const coming = { type: 'created', how: 'answer' } as const;
    if (await takePort(tx, request, { accountId, interconnect }, coming, { lease, awsRequestId })) return;
    const message = `AWS answered ${interconnect.interconnectId}, which another request holds.`;
    return recordAttempt(deps, tx, request, { kind: 'unknown', code: 'ID_TAKEN', message }, lease, accountId);
  }
  const { code, message } = outcome;
  const options = { actor: null, lease, errorCode: code, awsRequestId };
  switch (outcome.kind) {
    case 'refused': {
      const finding = findingAfter(await tx.attempts.of(request.id), request, 'not_there');
      const event = { type: 'attempt_refused', code, message, finding, at } as const;
      await advance(tx, request, event, options);
      return;
    }
    case 'unknown': {
      const until = at + deps.settleWindowMs;
      await advance(tx, request, { type: 'attempt_unknown', code, until, at }, options);
      return;
    }
    case 'not_sent':
    case 'throttled':
      return retryLater(deps, tx, request, outcome, options);
  }
}

/** Back to approved: looked up again, and sent again after a pause. */
async function retryLater(
  deps: Deps,
  tx: Tx,
  request: Request,
  { kind, code, message }: Extract<Outcome, { kind: 'not_sent' | 'throttled' }>,
  options: { actor: null; lease: Lease; errorCode: string; awsRequestId: string | undefined },
): Promise<void> {
  const tries = request.state.status === 'placing' ? request.state.tries : 0;
  const hold: Hold = { kind, code, message };
  const type: RequestEvent['type'] = kind === 'not_sent' ? 'attempt_not_sent' : 'attempt_throttled';
  const dueAt = tx.now + retryIn(tries, deps.random);
  await advance(tx, request, { type, hold, at: tx.now }, { ...options, dueAt });
}

/** An answer for an attempt that was taken for unknown: its port is this request's, or an orphan to be announced. */
async function lateAnswer(
  tx: Tx,
  request: Request,
  { interconnect, awsRequestId }: Extract<Outcome, { kind: 'created' }>,
  accountId: string | null,
): Promise<void> {
  const coming = { type: 'found', how: 'late_answer' } as const;
  if (await takePort(tx, request, { accountId, interconnect }, coming, { awsRequestId })) return;
  await noteOrphan(tx, request, interconnect.interconnectId);
}
