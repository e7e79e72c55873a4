import type { ModalView } from '@slack/types';
import { learnWhoAsks, whyNotAsking } from '../../actions/submitting/may-ask.ts';
import { accountMeant } from '../../domain/account.ts';
import type { RegionCatalog } from '../../domain/catalog/catalog.ts';
import { barredAnswer } from '../../words/asking.ts';
import { form } from '../blocks/form.ts';
import { emptyForm, type FormState } from '../blocks/form-state.ts';
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
  const [{ id, regions }] = deps.accounts;
  return drawForm(deps, emptyForm(regions[0], id ?? undefined));
}

/** A form as it stands, from memory. */
export function drawForm(deps: SlackDeps, state: FormState): ModalView {
  const { accounts } = deps;
  return form(state, catalogFor(deps, state), { accounts, accountId: deps.account(), now: deps.now() });
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

/** What the form offers in an account's Region, from memory. */
export function catalogFor(
  { catalog, accounts }: Pick<SlackDeps, 'catalog' | 'accounts'>,
  { accountId, region }: Pick<FormState, 'accountId' | 'region'>,
): RegionCatalog {
  const account = accountMeant(accounts, accountId);
  const known = catalog.of({ accountId: account?.id ?? null, region });
  // AWS is never asked about it: it would be waited for in vain.
  if (!account) return { ...known, refusal: whichAccount(accountId) };
  const refusal = 'This Region is not offered here any more: choose another.';
  return account.regions.includes(region) ? known : { ...known, refusal };
}

function whichAccount(accountId: string | undefined): string {
  return accountId === undefined
    ? 'Choose an account first.'
    : `Account ${accountId} is not offered here any more: choose another.`;
}
