import { mayDecide } from '../../../actions/deciding/may-decide.ts';
import { decidedAnswer } from '../../../words/answers.ts';
import { rejectModal } from '../../blocks/modals.ts';
import type { ButtonWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Reject: asks for the reason, but only those whose rejection could count. */
export function reject(deps: SlackDeps): ButtonWork {
  return async (value, voter, { action, body, client }) => {
    const refused = await mayDecide(deps, { ...value, voter });
    if (refused) return decidedAnswer(refused);
    const view = rejectModal({ id: value.requestId }, action.value ?? '');
    return () => client.views.open({ trigger_id: body.trigger_id, view });
  };
}
