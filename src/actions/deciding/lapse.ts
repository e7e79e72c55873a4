import { asReminded } from '../../domain/request/due.ts';
import type { Finding, Request } from '../../domain/request/request.ts';
import type { Vote } from '../../domain/request/vote.ts';
import type { Gone, Standing } from '../../domain/rules/approval.ts';
import type { Tx } from '../../interfaces/store.ts';
import { type AdvanceOptions, advance } from '../lifecycle/advance.ts';
import { expireNow } from '../lifecycle/expire.ts';
import { findingAfter } from '../placing/finding.ts';
import { TOO_FEW } from './open-ballot.ts';
import { sendBack } from './send-back.ts';
import { approversByDm } from './still-waiting.ts';
import { voidVotes } from './void-votes.ts';

/**
 * Acts on an approval that does not stand any more: back to waiting, or, after an Order again, back to the decision,
 * said once. Votes that don't count are void; whoever returns votes again. Too late: expired. Out of reach: sent back.
 */
export async function lapse(
  tx: Tx,
  request: Request,
  votesFor: number,
  standing: Exclude<Standing, { kind: 'stands' }>,
  votes: readonly Vote[],
  options: AdvanceOptions,
  looked: Finding['looked'] = 'could_not_look',
): Promise<Request | undefined> {
  if (votesFor === 0 && standing.kind === 'expired') return expireNow(tx, request, options.lease);
  if (votesFor === 0 && standing.kind === 'unreachable' && request.state.status === 'approved') {
    return sendBack(tx, request, TOO_FEW, { ...options, errorCode: 'UNREACHABLE' });
  }
  const gone = standing.kind === 'lapsed' ? standing.gone : votes.map(({ voter }) => voter);
  const why = words(request, standing);
  await voidVotes(tx, request, votesFor, gone, why);
  const finding = findingAfter(await tx.attempts.of(request.id), request, looked);
  const direct = await approversByDm(tx, request);
  const event = { type: 'approval_lapsed', why, finding, direct, at: tx.now } as const;
  // Whoever is called by that needs no reminder beside it.
  return advance(tx, asReminded(request, tx.now), event, options);
}

/** Who is missing, and why, in one sentence. */
function words({ rule }: Request, standing: Exclude<Standing, { kind: 'stands' }>): string {
  switch (standing.kind) {
    case 'expired':
      return 'it was approved too long ago.';
    case 'unreachable':
      return 'too few people may approve it by the rule of then and the rule of now.';
    case 'lapsed': {
      const { gone, by, quorum, missing } = standing;
      const left = gone.map(({ name, why }) => `${name} (${WHY[why]})`).join(', ');
      const who = left === '' ? '' : `${left} may not approve it any more; `;
      const takes =
        quorum > rule.quorum ? `it takes ${quorum} by now, not ${rule.quorum}` : `it takes ${quorum}`;
      return `${who}${takes}, ${by.length} stand, ${missing} more needed.`;
    }
  }
}

const WHY: Record<Gone['why'], string> = {
  not_entitled: 'no approver any more',
  no_rule: 'no rule is for it any more',
  own_request: 'who asked for it',
  beneficiary: 'for whom it is asked',
  no_member: 'no member of the workspace any more',
  other_order: 'who saw another order',
  not_open: 'whose vote is not asked for',
  expired: 'too late',
  not_requester: 'not who asked',
};
