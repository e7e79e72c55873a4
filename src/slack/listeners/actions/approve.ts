import { decide } from '../../../actions/deciding/decide.ts';
import { mayDecide } from '../../../actions/deciding/may-decide.ts';
import { requestView } from '../../../actions/showing/request-view.ts';
import { priceOf } from '../../../domain/price.ts';
import { commenting } from '../../../domain/rules/policy.ts';
import { decidedAnswer, noCommentAnswer, shutAnswer, UNKNOWN_REQUEST } from '../../../words/answers.ts';
import { contextOf } from '../../../words/status.ts';
import { approveModal } from '../../blocks/decision-modals.ts';
import type { AfterAck, ButtonArgs, ButtonWork, MenuArgs, MenuWork } from '../answering.ts';
import { type SlackDeps, viewing } from '../deps.ts';

/** Approve: one vote, counted where it counts; the rule may want a comment with it first. */
export function approve(deps: SlackDeps): ButtonWork {
  return async (value, voter, args) => {
    const decided = await decide(deps, { ...value, voter, choice: { decision: 'approve' } });
    return decided.kind === 'comment_required'
      ? askComment(deps, decided.request.id, args)
      : decidedAnswer(decided);
  };
}

/** Approve with a comment: asks for it, but only those whose approval could count. */
export function approveWithComment(deps: SlackDeps): MenuWork {
  return async ({ requestId, revision }, voter, args) => {
    const may = await mayDecide(deps, { requestId, revision, fingerprint: undefined, voter });
    if (may.kind !== 'may') return shutAnswer(may);
    if (commenting(may.request.rule, 'approve') === 'none') return noCommentAnswer(may.request.rule);
    return askComment(deps, requestId, args);
  };
}

/** Opens the modal, with what an approval comes to by now. */
async function askComment(
  deps: SlackDeps,
  requestId: string,
  { body, client }: ButtonArgs | MenuArgs,
): Promise<AfterAck> {
  const view = await deps.store.read((at) => requestView(at, viewing(deps), requestId));
  if (!view) return UNKNOWN_REQUEST;
  const modal = approveModal({ ...view, ...contextOf(view) }, priceOf(deps.prices(), view.request.order));
  return () => client.views.open({ trigger_id: body.trigger_id, view: modal });
}
