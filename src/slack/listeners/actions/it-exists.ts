import { mayName } from '../../../actions/attending/name-port.ts';
import { namedAnswer } from '../../../words/answers.ts';
import { itExistsModal } from '../../blocks/modals.ts';
import type { ButtonWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** It exists: asks which port, but only those whose answer could count. */
export function itExists(deps: SlackDeps): ButtonWork {
  return async ({ requestId, attempt, candidates }, by, { action, body, client }) => {
    const naming = { requestId, attempt, by };
    const barred = await mayName(deps, naming);
    if (barred) return namedAnswer(barred, '');
    const view = itExistsModal(requestId, action.value ?? '', { filled: candidates[0] });
    return () => client.views.open({ trigger_id: body.trigger_id, view });
  };
}
