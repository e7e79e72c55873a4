import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { withdraw } from '../../../actions/deciding/withdraw.ts';
import { UNKNOWN_REQUEST, withdrawnAnswer } from '../../../words/answers.ts';
import { readMenuValue } from '../../blocks/menu.ts';
import { notice } from '../../blocks/modals.ts';
import { personOf, tend } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { failureAnswer } from '../failure-answer.ts';

/** The withdrawal that a card's menu asked about, sent: this, not the menu, takes the request back. */
export function withdrawSubmitted(deps: SlackDeps) {
  return async ({
    ack,
    body,
    view,
  }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const value = readMenuValue(view.private_metadata);
    const by = personOf(deps, body.user);
    let answer: string | undefined;
    try {
      answer = value
        ? withdrawnAnswer(await withdraw(deps, { requestId: value.requestId, by }))
        : UNKNOWN_REQUEST;
    } catch (error) {
      deps.log.error({ err: error, request: value?.requestId, user: by.id }, 'withdrawal failed');
      answer = failureAnswer(error);
    }
    await (answer === undefined
      ? ack()
      : ack({ response_action: 'update', view: notice('Not withdrawn', answer) }));
    await tend(deps);
  };
}
