import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { StoreUnavailableError } from '../../../actions/errors.ts';
import { resubmit } from '../../../actions/resubmit.ts';
import { submit } from '../../../actions/submit.ts';
import { checkAgainstCatalog, findLocation, orderWarnings } from '../../../domain/catalog.ts';
import { checkOrder } from '../../../domain/order.ts';
import { type Rule, unreachable } from '../../../domain/policy.ts';
import type { Violation } from '../../../domain/violation.ts';
import { personOf } from '../../answering.ts';
import type { SlackDeps } from '../../deps.ts';
import { FAILED, STORE_DOWN } from '../../surfaces/answers.ts';
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
    const values = view.state.values;
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
      await ack({ response_action: 'errors', errors: fieldErrors(violations, values) });
      return;
    }
    const submission = {
      requester,
      reason: state.reason.trim(),
      order,
      locationName: findLocation(catalog, order.location)?.name ?? order.location,
      warnings: orderWarnings(order, catalog),
      accountId: deps.account() ?? null,
      rule,
      dryRun: deps.rules.dryRun,
      approvalChannel: deps.rules.approvalChannel,
    };
    try {
      if (state.edits === undefined) {
        const request = await submit(deps.store, submission);
        await ack({ response_action: 'update', view: sentModal(request) });
        return;
      }
      const edited = await resubmit(deps.store, state.edits, submission);
      const next =
        edited.kind === 'resubmitted'
          ? sentModal(edited.request)
          : notice(
              'Not sent',
              'The request has moved on since the form was opened. Look at its card. Nothing was changed.',
            );
      await ack({ response_action: 'update', view: next });
    } catch (error) {
      deps.log.error({ err: error, user: requester.id }, 'submission failed');
      const message = error instanceof StoreUnavailableError ? STORE_DOWN : FAILED;
      await ack({ response_action: 'errors', errors: fieldErrors([{ field: 'reason', message }], values) });
    }
  };
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
  const listed = deps.directory.members(groups);
  // A stale list keeps nobody from asking; the vote will be checked against a fresh one.
  if ('unchecked' in listed) return [];
  const message = unreachable(rule, listed.members, requesterId);
  return message === undefined ? [] : [{ field: 'reason', message }];
}
