import type { Finding, Person, Request } from '../domain/request.ts';
import type { Standing } from '../domain/rules/approval.ts';
import { type ApplyOptions, apply } from './apply.ts';
import { TOO_FEW } from './decide.ts';
import { expireNow } from './expire.ts';
import { findingAfter } from './finding.ts';
import type { Tx, Vote } from './ports.ts';
import { sendBack } from './send-back.ts';

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
  options: ApplyOptions,
  looked: Finding['looked'] = 'could_not_look',
): Promise<Request | undefined> {
  if (votesFor === 0 && standing.kind === 'expired') return expireNow(tx, request, options.lease);
  if (votesFor === 0 && standing.kind === 'unreachable' && request.state.status === 'approved') {
    return sendBack(tx, request, TOO_FEW, { ...options, errorCode: 'UNREACHABLE' });
  }
  const gone = standing.kind === 'lapsed' ? standing.gone : votes.map(({ voter }) => voter);
  const why = words(standing);
  await voidVotes(tx, request, votesFor, gone, why);
  const finding = findingAfter(await tx.attempts(request.id), request, looked);
  const event = { type: 'approval_lapsed', why, finding, at: tx.now } as const;
  const back = await apply(tx, request, event, options);
  if (!back) return undefined;
  await tx.say(request.id, 'channel', { kind: 'lapsed', why, decision: votesFor > 0 });
  await tx.say(request.id, 'dm', { kind: 'step', state: back.state });
  return back;
}

async function voidVotes(tx: Tx, request: Request, votesFor: number, gone: Person[], why: string) {
  if (gone.length === 0) return;
  const { id: requestId, revision, fingerprint } = request;
  await tx.voidVotes(
    requestId,
    revision,
    votesFor,
    gone.map(({ id }) => id),
  );
  const detail = { voters: gone, votesFor, why };
  await tx.audit({ requestId, actor: null, event: 'votes_voided', revision, fingerprint, detail });
}

/** Who is missing, and why, in one sentence. */
function words(standing: Exclude<Standing, { kind: 'stands' }>): string {
  switch (standing.kind) {
    case 'expired':
      return 'it was approved too long ago.';
    case 'unreachable':
      return 'too few people may approve it by the rule of then and the rule of now.';
    case 'lapsed': {
      const { gone, by, quorum, missing } = standing;
      const left = gone.map(({ name }) => name).join(', ');
      const who = left === '' ? '' : `${left} may not approve it any more; `;
      return `${who}it takes ${quorum}, ${by.length} stand, ${missing} more needed.`;
    }
  }
}
