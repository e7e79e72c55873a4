import { mayDecide } from '../../../actions/deciding/may-decide.ts';
import { shutAnswer } from '../../../words/answers.ts';
import { rejectModal } from '../../blocks/decision-modals.ts';
import type { ButtonWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Reject: asks for the reason, or once more, but only those whose rejection could count. */
export function reject(deps: SlackDeps): ButtonWork {
  return async (value, voter, { body, client }) => {
    const may = await mayDecide(deps, { ...value, voter });
    if (may.kind !== 'may') return shutAnswer(may);
    const view = rejectModal(may.request);
    return () => client.views.open({ trigger_id: body.trigger_id, view });
  };
}
