import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { ask, type Recorded } from '../../../actions/submitting/ask.ts';
import { learnWhoAsks, whyNotAsking } from '../../../actions/submitting/may-ask.ts';
import type { Person } from '../../../domain/person.ts';
import type { Violation } from '../../../domain/violation.ts';
import { barredAnswer, sentBeforeAnswer, tooManyAnswer } from '../../../words/asking.ts';
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
    const { beneficiary: colleagueId } = state;
    await Promise.all([
      learnWhoAsks(deps, { userId: body.user.id, withinMs: LEARN_MS }),
      colleagueId === undefined ? undefined : deps.directory.learn([], [colleagueId], LEARN_MS),
    ]);
    const barred = whyNotAsking(deps, body.user.id);
    if (barred) {
      await refuse([{ field: 'reason', message: barredAnswer(barred) }]);
      return tend(deps);
    }
    const requester = personOf(deps, body.user);
    const beneficiary = colleague(deps, colleagueId, requester);
    const { reason, edits } = state;
    let recorded: Recorded;
    try {
      const asked = { submissionId: view.id, requester, beneficiary, reason, edits };
      recorded = await ask(deps, { ...asked, ...toOrder(state) });
    } catch (error) {
      deps.log.error({ err: error, user: requester.id }, 'submission failed');
      return refuse([{ field: 'reason', message: failureAnswer(error) }]);
    }
    if (recorded.kind === 'refused') await refuse(recorded.violations);
    else if (recorded.kind === 'barred' || recorded.kind === 'unchecked')
      await refuse([{ field: 'reason', message: barredAnswer(recorded) }]);
    else if (recorded.kind === 'too_many')
      await refuse([{ field: 'reason', message: tooManyAnswer(recorded.open) }]);
    else await ack({ response_action: 'update', view: became(recorded) });
    if (recorded.kind === 'submitted') deps.sentForms.sent(recorded.request, view.id);
    await tend(deps);
  };
}

/** For whom somebody asks; nobody where it is for themselves. */
function colleague({ directory }: SlackDeps, userId: string | undefined, requester: Person): Person | null {
  if (userId === undefined || userId === requester.id) return null;
  return { id: userId, name: directory.nameOf(userId, userId) };
}

/** What the form then becomes. */
function became(recorded: Exclude<Recorded, { kind: 'refused' | 'barred' | 'unchecked' | 'too_many' }>) {
  switch (recorded.kind) {
    case 'submitted':
      return sentModal(recorded.request);
    case 'sent_before':
      return notice('Sent before', sentBeforeAnswer(recorded.request));
    case 'moved_on':
      return notice(
        'Not sent',
        'The request has moved on since the form was opened. Look at its card. Nothing was changed.',
      );
  }
}
