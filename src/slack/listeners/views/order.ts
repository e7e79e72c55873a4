import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { resubmit } from '../../../actions/resubmit.ts';
import { type Submission, submit } from '../../../actions/submit.ts';
import { checkAgainstCatalog, findLocation, orderWarnings } from '../../../domain/catalog.ts';
import { checkOrder } from '../../../domain/order.ts';
import { type Rule, unreachable } from '../../../domain/policy.ts';
import type { Violation } from '../../../domain/violation.ts';
import { personOf, tend } from '../../answering.ts';
import type { SlackDeps } from '../../deps.ts';
import { failureAnswer } from '../../failure-answer.ts';
import { fieldErrors } from '../../surfaces/field-errors.ts';
import { readCarried, readForm, toOrder } from '../../surfaces/form-state.ts';
import { notice, sentModal } from '../../surfaces/modals.ts';

/** The sent form: refused beside its fields, or recorded; the ack is the answer, and leaves after the commit. */
export function orderSubmitted(deps: SlackDeps) {
  return async ({
    ack,
    body,
    view,
  }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const { values } = view.state;
    const shown = view.blocks.flatMap(({ block_id }) => block_id ?? []);
    const state = readForm(values, readCarried(view.private_metadata));
    const { order, tagProblems } = toOrder(state);
    const catalog = deps.catalog.region(order.region);
    const requester = personOf(deps, body.user);
    const rule = currentRule(deps);
    const violations: Violation[] = [
      ...checkOrder(order, state.reason).filter(({ field }) => field !== 'tags'),
      ...tagProblems.map((message) => ({ field: 'tags', message }) as const),
      ...checkReach(deps, rule, requester.id),
    ];
    if (order.location !== '' && order.bandwidth !== '') violations.push(...checkCatalog(order, catalog));
    if (violations.length > 0) {
      await ack({ response_action: 'errors', errors: fieldErrors(violations, shown) });
      return;
    }
    let next: ModalView;
    try {
      next = await record(deps, state.edits, {
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
      const violation = { field: 'reason', message: failureAnswer(error) } as const;
      await ack({ response_action: 'errors', errors: fieldErrors([violation], shown) });
      return;
    }
    await ack({ response_action: 'update', view: next });
    await tend(deps);
  };
}

/** A new request, or a new revision of the one that was sent back; what the form then becomes. */
async function record(
  deps: SlackDeps,
  edits: string | undefined,
  submission: Submission,
): Promise<ModalView> {
  if (edits === undefined) return sentModal(await submit(deps.store, submission));
  const edited = await resubmit(deps.store, edits, submission);
  return edited.kind === 'resubmitted'
    ? sentModal(edited.request)
    : notice(
        'Not sent',
        'The request has moved on since the form was opened. Look at its card. Nothing was changed.',
      );
}

function checkCatalog(...args: Parameters<typeof checkAgainstCatalog>): Violation[] {
  const [, catalog] = args;
  if (catalog.readAt !== undefined || catalog.refusal) return checkAgainstCatalog(...args);
  const message = `AWS has not told yet what ${catalog.region} offers. Send the form again in a minute.`;
  return [{ field: 'location', message }];
}

/** The rule that applies now, with the names of now; it is stored with the request. */
function currentRule({ directory, rules }: SlackDeps): Rule {
  const { quorum, expiryHours } = rules;
  return { name: 'default', approvers: directory.approvers(), quorum, expiryHours };
}

function checkReach(deps: SlackDeps, rule: Rule, requesterId: string): Violation[] {
  const groups = rule.approvers.filter(({ kind }) => kind === 'group').map(({ id }) => id);
  const listed = deps.directory.members(groups, []);
  // A stale list keeps nobody from asking; the vote will be checked against a fresh one.
  if ('unchecked' in listed) return [];
  const message = unreachable(rule, listed.members, requesterId);
  return message === undefined ? [] : [{ field: 'reason', message }];
}
