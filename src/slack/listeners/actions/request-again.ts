import { NOBODY } from '../../../domain/rules/members.ts';
import { permission } from '../../../domain/rules/permission.ts';
import { decisionAnswer, UNKNOWN_REQUEST } from '../../../words/answers.ts';
import { form } from '../../blocks/form.ts';
import { filledForm } from '../../blocks/form-state.ts';
import { barredFromAsking } from '../../people/may-ask.ts';
import type { ButtonWork } from '../answering.ts';
import { formOptions } from '../commands/interconnect.ts';
import type { SlackDeps } from '../deps.ts';

/** Request again: the form, filled in. A request that was sent back is edited; any other starts a new one. */
export function requestAgain(deps: SlackDeps): ButtonWork {
  return async ({ requestId }, who, { body, client }) => {
    const request = await deps.store.transaction((tx) => tx.requests.lock(requestId));
    if (!request) return UNKNOWN_REQUEST;
    const barred = barredFromAsking(deps, who.id);
    if (barred?.kind === 'barred') return barred.text;
    const may = permission('request_again', request, who, NOBODY, { rule: undefined, at: deps.now() });
    if (may.kind === 'not_requester') return `Only ${request.requester.name}, who asked, can change this.`;
    if (may.kind !== 'may') return decisionAnswer({ kind: 'too_late', request, at: undefined });
    const sentBack = request.state.status === 'sent_back';
    const state = filledForm(request.order, request.reason, sentBack ? request.id : undefined);
    const view = form(state, deps.catalog.region(request.order.region), formOptions(deps));
    return () => client.views.open({ trigger_id: body.trigger_id, view });
  };
}
