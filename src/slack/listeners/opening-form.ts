import type { ModalView } from '@slack/types';
import { learnWhoAsks, whyNotAsking } from '../../actions/submitting/may-ask.ts';
import type { RegionCatalog } from '../../domain/catalog/catalog.ts';
import { barredAnswer } from '../../words/asking.ts';
import { form } from '../blocks/form.ts';
import { emptyForm } from '../blocks/form-state.ts';
import { judge, slackCode } from '../outbound/slack-error.ts';
import type { SlackDeps } from './deps.ts';

/** Whoever opens the form is known long before they have filled it in. */
const LEARN_MS = 10_000;
/** Slack's names for a trigger that is over. */
const TOO_LATE = new Set(['expired_trigger_id', 'trigger_expired', 'invalid_arguments']);

/** Why Slack opened no form. */
export function notOpened(error: unknown): string {
  const code = slackCode(error);
  const { kind } = judge(error);
  if (kind === 'unknown')
    return "Slack didn't confirm that the form was opened. If it isn't there, type /interconnect again.";
  if (kind === 'later') return 'Slack is too busy to open the form. Type /interconnect again in a minute.';
  const why = TOO_LATE.has(code) ? 'Slack gives three seconds, and they were over' : `Slack answered ${code}`;
  return `The form could not be opened: ${why}. Type /interconnect again.`;
}

/** The empty form, from memory. */
export function newForm(deps: SlackDeps): ModalView {
  const [region] = deps.rules.regions;
  return form(emptyForm(region), catalogFor(deps, region), formOptions(deps));
}

/** Why somebody gets no form; undefined where they do, or nobody knows yet. */
export function whyNoForm(deps: SlackDeps, userId: string): string | undefined {
  const barred = whyNotAsking(deps, userId);
  return barred?.kind === 'barred' ? barredAnswer(barred) : undefined;
}

/** Learns who somebody is who has the form open. */
export function learnAsker(deps: SlackDeps, userId: string): Promise<void> {
  return learnWhoAsks(deps, { userId, withinMs: LEARN_MS });
}

export function formOptions(deps: SlackDeps) {
  return { regions: deps.rules.regions, accountId: deps.account(), now: deps.now() };
}

/** What the form offers in a Region, from memory. */
export function catalogFor(
  {
    catalog,
    where,
    rules,
  }: Pick<SlackDeps, 'catalog' | 'where'> & { rules: Pick<SlackDeps['rules'], 'regions'> },
  region: string,
): RegionCatalog {
  const known = catalog.of(where(region));
  // AWS is never asked about it: it would be waited for in vain.
  const refusal = 'This Region is not offered here any more: choose another.';
  return rules.regions.includes(region) ? known : { ...known, refusal };
}
