import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { ask, type Recorded } from '../../../actions/submitting/ask.ts';
import { learnWhoAsks, whyNotAsking } from '../../../actions/submitting/may-ask.ts';
import type { Violation } from '../../../domain/violation.ts';
import {
  barredAnswer,
  MOVED_ON,
  SENT_UNSURE,
  sentBeforeAnswer,
  tooManyAnswer,
} from '../../../words/asking.ts';
import { hasSecondAnswer } from '../../../words/pair.ts';
import { fieldErrors } from '../../blocks/field-errors.ts';
import { readCarried, readSent, toOrder } from '../../blocks/form-state.ts';
import { notice, sentModal } from '../../blocks/modals.ts';
import { personOf, tend } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { failureAnswer } from '../failure-answer.ts';
import { notKnownForm } from '../unknown.ts';

/** How long the ack waits for who somebody is: the database needs the rest of Slack's three seconds. */
const LEARN_MS = 400;

/** The sent form: refused beside its fields, or recorded; the ack is the answer, and leaves after the commit. */
export function orderSubmitted(deps: SlackDeps) {
  return async ({
    ack,
    body,
    view,
  }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const shown = view.blocks.flatMap(({ block_id }) => block_id ?? []);
    const refuse = (violations: readonly Violation[]) =>
      ack({ response_action: 'errors', errors: fieldErrors(violations, shown) });
    const carried = readCarried(view.private_metadata);
    if (!carried) return ack(notKnownForm());
    const state = readSent(view.state.values, carried);
    const { accountId, reason, edits, after, beneficiary: beneficiaryId } = state;
    const beside = state.beside?.requestId;
    const who = { userId: body.user.id, ...(beneficiaryId === undefined ? {} : { beneficiaryId }) };
    await learnWhoAsks(deps, { ...who, withinMs: LEARN_MS });
    const barred = whyNotAsking(deps, body.user.id);
    if (barred) {
      await refuse([{ field: 'reason', message: barredAnswer(barred) }]);
      return tend(deps);
    }
    const requester = personOf(deps, body.user);
    const beneficiary = beneficiaryId === undefined ? null : personOf(deps, { id: beneficiaryId });
    let recorded: Recorded;
    try {
      const asked = { submissionId: view.id, requester, beneficiary, reason, edits, after, beside };
      recorded = await ask(deps, { ...asked, accountId, ...toOrder(state) });
    } catch (error) {
      deps.log.error({ err: error, user: requester.id }, 'submission failed');
      return refuse([{ field: 'reason', message: failureAnswer(error, SENT_UNSURE) }]);
    }
    const answer = answerTo(recorded);
    if ('violations' in answer) await refuse(answer.violations);
    else await ack({ response_action: 'update', view: answer.view });
    if (recorded.kind === 'submitted') deps.sentForms.sent(recorded.request, view.id);
    await tend(deps);
  };
}

/** What the form becomes, or why it stays as it was filled in. */
function answerTo(recorded: Recorded): { view: ModalView } | { violations: readonly Violation[] } {
  const stays = (message: string) => ({ violations: [{ field: 'reason', message } as const] });
  switch (recorded.kind) {
    case 'submitted':
      return { view: sentModal(recorded.request) };
    case 'sent_before':
      return { view: notice('Sent before', sentBeforeAnswer(recorded.request)) };
    case 'refused':
      return recorded;
    case 'barred':
    case 'unchecked':
      return stays(barredAnswer(recorded));
    case 'too_many':
      return stays(tooManyAnswer(recorded.open));
    case 'moved_on':
      return stays(MOVED_ON);
    case 'has_second':
      return stays(hasSecondAnswer(recorded));
  }
}
