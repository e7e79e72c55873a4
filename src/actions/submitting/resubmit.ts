import type { Request } from '../../domain/request/request.ts';
import { hoursAfter } from '../../domain/time.ts';
import type { Store } from '../../interfaces/store.ts';
import { advance } from '../lifecycle/advance.ts';
import { fingerprint } from './fingerprint.ts';
import { type Submission, sentAgain } from './submit.ts';

export type Resubmitted =
  | { kind: 'submitted'; request: Request }
  /** This form was sent before, with other values: what was recorded then. */
  | { kind: 'sent_before'; request: Request }
  | { kind: 'moved_on' };

/** A request that was sent back, edited by its requester: a new revision, so that every earlier vote is void. */
export function resubmit(
  { store }: { store: Store },
  { requestId, ...submission }: Submission & { requestId: string },
): Promise<Resubmitted> {
  const { approvalChannel: _, requester, ...asked } = submission;
  return store.transaction(async (tx) => {
    const request = await tx.requests.lock(requestId);
    if (request?.submissionId === asked.submissionId) return sentAgain(request, submission);
    if (request?.state.status !== 'sent_back' || request.requester.id !== requester.id) {
      return { kind: 'moved_on' };
    }
    const edited: Request = {
      ...request,
      ...asked,
      revision: request.revision + 1,
      askedAt: tx.now,
      reminded: 0,
      nudgedAt: null,
      escalatedAt: null,
      fingerprint: fingerprint(asked.order, asked.accountId),
      expiresAt: hoursAfter(tx.now, asked.rule.expiryHours),
    };
    const event = { type: 'resubmitted', order: asked.order, reason: asked.reason, at: tx.now } as const;
    const waiting = await advance(tx, edited, event, { actor: requester });
    if (!waiting) return { kind: 'moved_on' };
    return { kind: 'submitted', request: waiting };
  });
}
