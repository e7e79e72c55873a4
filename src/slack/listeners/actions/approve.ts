import { decide } from '../../../actions/deciding/decide.ts';
import { decidedAnswer } from '../../../words/answers.ts';
import { approveModal } from '../../blocks/decision-modals.ts';
import type { ButtonWork } from '../answering.ts';
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
