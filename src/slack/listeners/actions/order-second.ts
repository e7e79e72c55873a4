import { orderSecond as askForSecond, type SecondAsked } from '../../../actions/pairing/order-second.ts';
import { decisionAnswer, UNKNOWN_REQUEST } from '../../../words/answers.ts';
import { barredAnswer } from '../../../words/asking.ts';
import { besideText, goingAnswer, hasSecondAnswer } from '../../../words/pair.ts';
import { filledForm } from '../../blocks/form-state.ts';
import type { ButtonWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { drawForm } from '../opening-form.ts';

/** Order a second one: opens the form, filled in from the first, which it names. */
export function orderSecond(deps: SlackDeps): ButtonWork {
  return async ({ requestId }, by, { body, client }) => {
    const asked = await askForSecond(deps, { requestId, by });
    if (asked.kind !== 'form') return answer(asked);
    const { first, ...filled } = asked;
    const beside = { requestId: first.id, text: besideText(first) };
    const { accountId } = first;
    const view = drawForm(deps, filledForm({ ...filled, accountId, beside, edits: undefined }));
    return () => client.views.open({ trigger_id: body.trigger_id, view });
  };
}

function answer(asked: Exclude<SecondAsked, { kind: 'form' }>): string {
  switch (asked.kind) {
    case 'unknown_request':
      return UNKNOWN_REQUEST;
    case 'barred':
      return barredAnswer(asked);
    case 'has_second':
      return hasSecondAnswer(asked);
    case 'too_late':
      if (asked.request.state.status === 'ordered') return goingAnswer(asked.request.state);
      return decisionAnswer({ kind: 'too_late', request: asked.request, at: undefined });
  }
}
