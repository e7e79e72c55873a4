import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { namePort } from '../../../actions/name-port.ts';
import { personOf } from '../../answering.ts';
import type { SlackDeps } from '../../deps.ts';
import { failureAnswer } from '../../failure-answer.ts';
import { namedAnswer, UNKNOWN_REQUEST } from '../../surfaces/answers.ts';
import { readButtonValue } from '../../surfaces/button-value.ts';
import { notice } from '../../surfaces/modals.ts';

/** The named port: AWS is asked after the ack, and the modal then says what came of it. */
export function itExistsSubmitted(deps: SlackDeps) {
  return async ({
    ack,
    body,
    view,
    client,
  }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const interconnectId = (view.state.values.interconnect?.interconnect?.value ?? '').trim();
    if (!/^dxcon-[a-z0-9]+$/.test(interconnectId)) {
      await ack({
        response_action: 'errors',
        errors: { interconnect: 'That is not an interconnect ID (dxcon-...).' },
      });
      return;
    }
    await ack({
      response_action: 'update',
      view: notice('It exists', `Asking AWS for ${interconnectId}. Nothing is recorded yet.`),
    });
    const answer = await checked(deps, body, view.private_metadata, interconnectId);
    await client.views.update({ view_id: view.id, view: notice('It exists', answer) });
  };
}

async function checked(
  deps: SlackDeps,
  body: ViewSubmitAction,
  metadata: string,
  interconnectId: string,
): Promise<string> {
  const value = readButtonValue(metadata);
  if (!value) return UNKNOWN_REQUEST;
  const by = personOf(deps, body.user);
  try {
    const { requestId, attempt } = value;
    const naming = { requestId, attempt, interconnectId, by };
    return namedAnswer(
      await namePort(deps.store, deps.directConnect, deps.directory, naming),
      interconnectId,
    );
  } catch (error) {
    deps.log.error({ err: error, request: value.requestId, user: by.id }, 'naming a port failed');
    return failureAnswer(error);
  }
}
