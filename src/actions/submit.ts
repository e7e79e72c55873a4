import type { Order } from '../domain/order.ts';
import type { Rule } from '../domain/policy.ts';
import type { Person, Request } from '../domain/request.ts';
import { fingerprint } from './fingerprint.ts';
import type { Store } from './ports.ts';
import { newRequestId } from './request-id.ts';

const HOUR = 3_600_000;

export interface Submission {
  /** Slack's name of the sent form: the same form sent twice makes one request. */
  submissionId: string;
  requester: Person;
  reason: string;
  /** Already checked by the domain and against the catalog. */
  order: Order;
  locationName: string;
  warnings: string[];
  accountId: string | null;
  rule: Rule;
  dryRun: boolean;
  /** Where the card goes. */
  approvalChannel: string;
}

/** Records a new request, asks for its card and its direct message, and returns it; or returns the one made before. */
export function submit(store: Store, submission: Submission): Promise<Request> {
  const { approvalChannel, ...asked } = submission;
  return store.transaction(async (tx) => {
    const expiresAt = tx.now + asked.rule.expiryHours * HOUR;
    const request: Request = {
      ...asked,
      id: newRequestId(),
      revision: 1,
      version: 1,
      fingerprint: fingerprint(asked.order, asked.accountId),
      createdAt: tx.now,
      expiresAt,
      dueAt: expiresAt,
      state: { status: 'awaiting_approval' },
    };
    if (!(await tx.addRequest(request))) {
      const earlier = await tx.requestOf(asked.submissionId);
      if (earlier) return earlier;
      throw new TypeError(`The submission ${asked.submissionId} is taken and can't be read.`);
    }
    await tx.audit({
      requestId: request.id,
      actor: request.requester,
      event: 'submitted',
      revision: request.revision,
      fingerprint: request.fingerprint,
      detail: {
        order: request.order,
        accountId: request.accountId,
        reason: request.reason,
        rule: request.rule,
        dryRun: request.dryRun,
      },
    });
    await tx.addSurface(request.id, 'channel', approvalChannel);
    await tx.addSurface(request.id, 'dm', null);
    return request;
  });
}
