import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { decide } from '../../../actions/deciding/decide.ts';
import { reasonSchema } from '../../../domain/request/order.ts';
import { shown } from '../../../domain/text.ts';
import { decidedAnswer, UNKNOWN_REQUEST } from '../../../words/answers.ts';
import { readButtonValue } from '../../blocks/button-value.ts';
import { notice } from '../../blocks/modals.ts';
import { personOf, tend } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { failureAnswer } from '../failure-answer.ts';

/** The reason of a rejection, sent: this, not the press of Reject, is the vote. */
export function rejectSubmitted(deps: SlackDeps) {
  return async ({
    ack,
    body,
    view,
  }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const refuse = (message: string) => ack({ response_action: 'errors', errors: { reason: message } });
    const reason = view.state.values.reason?.reason?.value ?? '';
    const [wrong] = reasonSchema.safeParse(reason).error?.issues ?? [];
    if (wrong) return refuse(shown(reason).trim() === '' ? 'Say why it is rejected.' : wrong.message);
    const ballot = readButtonValue(view.private_metadata);
    const voter = personOf(deps, body.user);
    const choice = { decision: 'reject', reason: reason.trim() } as const;
    let answer: string | undefined;
    try {
      answer = ballot ? decidedAnswer(await decide(deps, { ...ballot, voter, choice })) : UNKNOWN_REQUEST;
    } catch (error) {
      deps.log.error({ err: error, request: ballot?.requestId, user: voter.id }, 'rejection failed');
      return refuse(failureAnswer(error));
    }
    await (answer === undefined
      ? ack()
      : ack({ response_action: 'update', view: notice('Not rejected', answer) }));
    await tend(deps);
  };
}
