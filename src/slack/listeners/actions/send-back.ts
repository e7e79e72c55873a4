import { mayDecide } from '../../../actions/deciding/may-decide.ts';
import { shutAnswer } from '../../../words/answers.ts';
import { sendBackModal } from '../../blocks/decision-modals.ts';
import type { MenuWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Send back: asks for the question, but only those who could decide. */
export function sendBack(deps: SlackDeps): MenuWork {
  return async ({ requestId, revision }, voter, { body, client }) => {
    const may = await mayDecide(deps, { requestId, revision, fingerprint: undefined, voter });
    if (may.kind !== 'may') return shutAnswer(may);
    const view = sendBackModal(may.request);
    return () => client.views.open({ trigger_id: body.trigger_id, view });
  };
}
