import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { type Accounts, accountMeant } from '../../../domain/account.ts';
import { type FormState, readCarried, readForm } from '../../blocks/form-state.ts';
import { slackCode } from '../../outbound/slack-error.ts';
import type { SlackDeps } from '../deps.ts';
import { drawForm } from '../opening-form.ts';

/**
 * A choice on which other fields depend: redraws the form, keeping what was typed and what still fits.
 * Someone who chooses faster than the form is redrawn meets a new hash: the newest choice is then drawn without
 * one, since its state holds the older choices too.
 */
export function formChoice(deps: SlackDeps) {
  const newest = new Map<string, object>();
  return async ({
    ack,
    body,
    client,
  }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const { view } = body;
    if (!view) return;
    const carried = readCarried(view.private_metadata);
    // Sending it says that it has to be begun again.
    if (!carried) return;
    const read = readForm(view.state.values, carried);
    const state = read.accountId === carried.accountId ? read : inItsRegion(read, deps.accounts);
    const next = drawForm(deps, state);
    newest.set(view.id, body);
    try {
      await client.views.update({ view_id: view.id, hash: view.hash, view: next }).catch((error: unknown) => {
        const overtaken = slackCode(error) === 'hash_conflict' && newest.get(view.id) === body;
        if (!overtaken) throw error;
        return client.views.update({ view_id: view.id, view: next });
      });
    } catch (error) {
      // Submitting checks everything again, so a form that stays as it was loses nothing but comfort.
      deps.log.info({ code: slackCode(error), user: body.user.id }, 'form not redrawn');
    } finally {
      if (newest.get(view.id) === body) newest.delete(view.id);
    }
  };
}

/** Another account was chosen: it may not have the Region. */
function inItsRegion(state: FormState, accounts: Accounts): FormState {
  const account = accountMeant(accounts, state.accountId);
  return !account || account.regions.includes(state.region)
    ? state
    : { ...state, region: account.regions[0] };
}
