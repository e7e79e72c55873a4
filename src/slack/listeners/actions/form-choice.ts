import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { SlackDeps } from '../../deps.ts';
import { slackCode } from '../../slack-error.ts';
import { form } from '../../surfaces/form.ts';
import { readCarried, readForm } from '../../surfaces/form-state.ts';
import { formOptions } from '../commands/interconnect.ts';

/** A choice on which other fields depend: redraws the form, keeping what was typed and what still fits. */
export function formChoice(deps: SlackDeps) {
  return async ({
    ack,
    body,
    client,
  }: SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs): Promise<void> => {
    await ack();
    const { view } = body;
    if (!view) return;
    const carried = readCarried(view.private_metadata);
    const state = readForm(view.state.values, carried);
    if (state.region !== carried.region) state.location = undefined;
    const next = form(state, deps.catalog.region(state.region), formOptions(deps));
    try {
      await client.views.update({ view_id: view.id, hash: view.hash, view: next });
    } catch (error) {
      // Someone who types on gets a newer form; submitting checks everything again.
      deps.log.info({ code: slackCode(error), user: body.user.id }, 'form not redrawn');
    }
  };
}
