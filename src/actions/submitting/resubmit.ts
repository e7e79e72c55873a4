import { changesBetween } from '../../domain/request/changed.ts';
import type { Request } from '../../domain/request/request.ts';
import { sameNameAs } from '../../domain/request/second.ts';
import { NOBODY } from '../../domain/rules/members.ts';
import { permission } from '../../domain/rules/permission.ts';
import { hoursAfter } from '../../domain/time.ts';
import type { Violation } from '../../domain/violation.ts';
import type { Store } from '../../interfaces/store.ts';
import { approversByDm } from '../deciding/still-waiting.ts';
import { voidVotes } from '../deciding/void-votes.ts';
import { advance } from '../lifecycle/advance.ts';
import { pairWarnings } from '../pairing/beside.ts';
import { partnerOf } from '../pairing/partner.ts';
import { fingerprint } from './fingerprint.ts';
import { addOwnMessages } from './own-messages.ts';
import { namesakes, type Submission, sentAgain, withoutTwins } from './submit.ts';

export type Resubmitted =
  | { kind: 'submitted'; request: Request }
  /** This form was sent before, with other values: what was recorded then. */
  | { kind: 'sent_before'; request: Request }
  | { kind: 'refused'; violations: Violation[] }
  | { kind: 'moved_on' };

/**
 * A request that was sent back, edited by its requester: a new revision, with a time of its own, and every earlier
 * vote is void.
 */
export function resubmit(
  { store }: { store: Store },
  { requestId, ...submission }: Submission & { requestId: string },
): Promise<Resubmitted> {
  const { approvalChannel: _, requester, unseeing = [], devices = [], ...asked } = submission;
  return store.transaction(async (tx) => {
    const request = await tx.requests.lock(requestId);
    if (request?.submissionId === asked.submissionId) return sentAgain(request, submission);
    const now = { rule: undefined, at: tx.now };
    if (!request || permission('edit', request, requester, NOBODY, now).kind !== 'may') {
      return { kind: 'moved_on' };
    }
    const partner = await partnerOf(tx, requestId);
    const wrong = partner && sameNameAs(partner.request, asked.order);
    if (wrong) return { kind: 'refused', violations: [wrong] };
    const beside = partner && !partner.isSecond ? partner.request : undefined;
    const votes = await tx.votes.of(requestId, request.revision, 0);
    const voters = votes.map(({ voter }) => voter);
    await voidVotes(tx, request, 0, voters, 'the request was changed.');
    const edited: Request = {
      ...request,
      ...asked,
      warnings: withoutTwins([
        ...(await namesakes(tx, asked.order, requestId)),
        ...(beside ? await pairWarnings(tx, beside, { order: asked.order, devices }) : []),
        ...asked.warnings,
      ]),
      revision: request.revision + 1,
      askedAt: tx.now,
      reminded: 0,
      nudgedAt: null,
      escalatedAt: null,
      fingerprint: fingerprint(asked.order, asked.accountId),
      expiresAt: hoursAfter(tx.now, asked.rule.expiryHours),
    };
    const { order, reason, beneficiary } = asked;
    const changed = changesBetween(request, edited);
    // Whoever gets a message only now needs no line under it.
    const direct = await approversByDm(tx, edited);
    await addOwnMessages(tx, edited, unseeing);
    const asks = { order, reason, changed, direct, ...(beneficiary ? { beneficiary } : {}) };
    const event = { type: 'resubmitted', ...asks, at: tx.now } as const;
    const waiting = await advance(tx, edited, event, { actor: requester });
    if (!waiting) return { kind: 'moved_on' };
    return { kind: 'submitted', request: waiting };
  });
}
