import { decide } from '../../../actions/deciding/decide.ts';
import { mayDecide } from '../../../actions/deciding/may-decide.ts';
import { commenting } from '../../../domain/rules/policy.ts';
import { decidedAnswer, noCommentAnswer, shutAnswer } from '../../../words/answers.ts';
import { approveModal } from '../../blocks/decision-modals.ts';
import type { ButtonWork, MenuWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Approve: one vote, counted where it counts; the rule may want a comment with it first. */
export function approve(deps: SlackDeps): ButtonWork {
  return async (value, voter, { body, client }) => {
    const decided = await decide(deps, { ...value, voter, choice: { decision: 'approve' } });
    if (decided.kind !== 'comment_required') return decidedAnswer(decided);
    const view = approveModal(decided.request);
    return () => client.views.open({ trigger_id: body.trigger_id, view });
  };
}

/** Approve with a comment: asks for it, but only those whose approval could count. */
export function approveWithComment(deps: SlackDeps): MenuWork {
  return async ({ requestId, revision }, voter, { body, client }) => {
    const may = await mayDecide(deps, { requestId, revision, fingerprint: undefined, voter });
    if (may.kind !== 'may') return shutAnswer(may);
    if (commenting(may.request.rule, 'approve') === 'none') return noCommentAnswer(may.request.rule);
    const view = approveModal(may.request);
    return () => client.views.open({ trigger_id: body.trigger_id, view });
  };
}
