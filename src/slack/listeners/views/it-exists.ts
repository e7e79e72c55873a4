import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { namePort } from '../../../actions/name-port.ts';
import { personOf, tend } from '../../answering.ts';
import type { SlackDeps } from '../../deps.ts';
import { failureAnswer } from '../../failure-answer.ts';
import { namedAnswer, UNKNOWN_REQUEST } from '../../surfaces/answers.ts';
import { readButtonValue } from '../../surfaces/button-value.ts';
import { itExistsConfirmModal, notice, readShownPort, type ShownPort } from '../../surfaces/modals.ts';

type Args = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** The named port: AWS is asked after the ack, and the modal then says what came of it. */
export function itExistsSubmitted(deps: SlackDeps) {
  return async (args: Args): Promise<void> => {
    const { ack, view } = args;
    const interconnectId = (view.state.values.interconnect?.interconnect?.value ?? '').trim();
    if (!/^dxcon-[a-z0-9]+$/.test(interconnectId)) {
      await ack({
        response_action: 'errors',
        errors: { interconnect: 'That is not an interconnect ID (dxcon-...).' },
      });
      return;
    }
    await take(deps, args, { value: view.private_metadata, interconnectId, accepted: undefined });
  };
}

/** Whoever was shown what is different about a port takes it all the same. */
export function itExistsConfirmed(deps: SlackDeps) {
  return async (args: Args): Promise<void> => {
    const shown = readShownPort(args.view.private_metadata);
    if (shown) return take(deps, args, shown);
    await args.ack({ response_action: 'update', view: notice('It exists', UNKNOWN_REQUEST) });
  };
}

async function take(deps: SlackDeps, { ack, body, view, client }: Args, shown: ShownPort): Promise<void> {
  await ack({
    response_action: 'update',
    view: notice('It exists', `Asking AWS for ${shown.interconnectId}. Nothing is recorded yet.`),
  });
  const next = await checked(deps, body, shown);
  await client.views.update({ view_id: view.id, view: next });
  await tend(deps);
}

async function checked(deps: SlackDeps, body: ViewSubmitAction, shown: ShownPort): Promise<ModalView> {
  const { value, interconnectId, accepted } = shown;
  const bound = readButtonValue(value);
  if (!bound) return notice('It exists', UNKNOWN_REQUEST);
  const by = personOf(deps, body.user);
  try {
    const { requestId, attempt } = bound;
    const naming = { requestId, attempt, interconnectId, accepted, by };
    const named = await namePort(deps.store, deps.directConnect, deps.judging, naming);
    if (named.kind === 'differs') return itExistsConfirmModal(shown, named);
    return notice('It exists', namedAnswer(named, interconnectId));
  } catch (error) {
    deps.log.error({ err: error, request: bound.requestId, user: by.id }, 'naming a port failed');
    return notice('It exists', failureAnswer(error));
  }
}
