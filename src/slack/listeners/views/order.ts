import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { type Resubmitted, resubmit } from '../../../actions/submitting/resubmit.ts';
import { type Submission, type Submitted, submit } from '../../../actions/submitting/submit.ts';
import { checkAgainstCatalog, findLocation, orderWarnings } from '../../../domain/catalog/catalog.ts';
import { checkOrder } from '../../../domain/request/order.ts';
import { groupsOf, type Rule, unreachable } from '../../../domain/rules/policy.ts';
import type { Violation } from '../../../domain/violation.ts';
import { sentBeforeAnswer, tooManyAnswer } from '../../../words/asking.ts';
import { fieldErrors } from '../../blocks/field-errors.ts';
import { readCarried, readForm, toOrder } from '../../blocks/form-state.ts';
import { notice, sentModal } from '../../blocks/modals.ts';
import { barredFromAsking, learnWhoAsks } from '../../people/may-ask.ts';
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
    const { values } = view.state;
    const shown = view.blocks.flatMap(({ block_id }) => block_id ?? []);
    const refuse = (violations: readonly Violation[]) =>
      ack({ response_action: 'errors', errors: fieldErrors(violations, shown) });
    await learnWhoAsks(deps, body.user.id, LEARN_MS);
    const barred = barredFromAsking(deps, body.user.id);
    if (barred) {
      await refuse([{ field: 'reason', message: barred.text }]);
      return tend(deps);
    }
    const carried = readCarried(view.private_metadata);
    if (!carried) return ack(notKnownForm());
    const state = readForm(values, carried);
    const { order, tagProblems } = toOrder(state);
    const catalog = deps.catalog.region(order.region);
    const requester = personOf(deps, body.user);
    const rule = deps.ruleNow();
    const violations: Violation[] = [
      ...checkOrder(order, state.reason).filter(({ field }) => field !== 'tags'),
      ...tagProblems.map((message) => ({ field: 'tags', message }) as const),
      ...checkReach(deps, rule, requester.id),
    ];
    if (order.location !== '' && order.bandwidth !== '') violations.push(...checkCatalog(order, catalog));
    if (violations.length > 0) {
      await refuse(violations);
      return;
    }
    let recorded: Submitted | Resubmitted;
    try {
      recorded = await record(deps, state.edits, {
        submissionId: view.id,
        requester,
        reason: state.reason.trim(),
        order,
        locationName: findLocation(catalog, order.location)?.name ?? order.location,
        warnings: orderWarnings(order, catalog),
        accountId: deps.account() ?? null,
        rule,
        dryRun: deps.rules.dryRun,
        approvalChannel: deps.rules.approvalChannel,
      });
    } catch (error) {
      deps.log.error({ err: error, user: requester.id }, 'submission failed');
      await refuse([{ field: 'reason', message: failureAnswer(error) }]);
      return;
    }
    if (recorded.kind === 'too_many')
      await refuse([{ field: 'reason', message: tooManyAnswer(recorded.open) }]);
    else await ack({ response_action: 'update', view: became(recorded) });
    await tend(deps);
  };
}

/** A new request, or a new revision of the one that was sent back. */
function record(
  { store, rules }: SlackDeps,
  edits: string | undefined,
  submission: Submission,
): Promise<Submitted | Resubmitted> {
  return edits === undefined
    ? submit(store, submission, rules.openRequestsPerPerson)
    : resubmit(store, edits, submission);
}

/** What the form then becomes. */
function became(recorded: Exclude<Submitted | Resubmitted, { kind: 'too_many' }>) {
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

function checkCatalog(...args: Parameters<typeof checkAgainstCatalog>): Violation[] {
  const [, catalog] = args;
  if (catalog.readAt !== undefined || catalog.refusal) return checkAgainstCatalog(...args);
  const message = `AWS has not told yet what ${catalog.region} offers. Send the form again in a minute.`;
  return [{ field: 'location', message }];
}

function checkReach(deps: SlackDeps, rule: Rule, requesterId: string): Violation[] {
  const listed = deps.directory.members(groupsOf(rule), []);
  // A stale list keeps nobody from asking; the vote will be checked against a fresh one.
  if ('unchecked' in listed) return [];
  const message = unreachable(rule, listed.members, requesterId, deps.directory.reachable);
  return message === undefined ? [] : [{ field: 'reason', message }];
}
