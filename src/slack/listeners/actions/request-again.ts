import { type AskedAgain, requestAgain as askAgain } from '../../../actions/submitting/request-again.ts';
import { decisionAnswer, UNKNOWN_REQUEST } from '../../../words/answers.ts';
import { barredAnswer } from '../../../words/asking.ts';
import { besideText } from '../../../words/pair.ts';
import { filledForm } from '../../blocks/form-state.ts';
import type { ButtonWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { drawForm } from '../opening-form.ts';

/** Request again: opens the form, filled in. */
export function requestAgain(deps: SlackDeps): ButtonWork {
  return filledIn(deps, 'request_again');
}

/** Edit and ask again, of a request that was sent back. */
export function edit(deps: SlackDeps): ButtonWork {
  return filledIn(deps, 'edit');
}

function filledIn(deps: SlackDeps, pressed: 'edit' | 'request_again'): ButtonWork {
  return async ({ requestId }, by, { body, client }) => {
    const asked = await askAgain(deps, { requestId, by }, pressed);
    if (asked.kind !== 'form') return answer(asked);
    const { beside: first } = asked;
    const beside = first && { requestId: first.id, text: besideText(first) };
    const view = drawForm(deps, filledForm({ ...asked, beside }));
    return () => client.views.open({ trigger_id: body.trigger_id, view });
  };
}

function answer(asked: Exclude<AskedAgain, { kind: 'form' }>): string {
  switch (asked.kind) {
    case 'unknown_request':
      return UNKNOWN_REQUEST;
    case 'barred':
      return barredAnswer(asked);
    case 'not_requester':
      return `Only ${asked.request.requester.name}, who asked, can change this.`;
    case 'too_late':
      return decisionAnswer({ kind: 'too_late', request: asked.request, at: undefined });
  }
}
