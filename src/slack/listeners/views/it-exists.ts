import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { type Named, namePort } from '../../../actions/attending/name-port.ts';
import { namedAnswer, UNKNOWN_REQUEST } from '../../../words/answers.ts';
import { escaped, plainSection } from '../../blocks/blocks.ts';
import { readButtonValue } from '../../blocks/button-value.ts';
import {
  itExistsConfirmModal,
  itExistsModal,
  notice,
  readShownPort,
  type ShownPort,
} from '../../blocks/modals.ts';
import { slackCode } from '../../outbound/slack-error.ts';
import { personOf, tend } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { failureAnswer } from '../failure-answer.ts';

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
    view: notice('It exists', `Asking AWS for ${shown.interconnectId}. What comes of it is said here.`),
  });
  const next = await checked(deps, body, shown);
  try {
    await client.views.update({ view_id: view.id, view: next.view });
  } catch (error) {
    // A closed modal takes nothing any more; where the card is, it can be said all the same.
    deps.log.warn({ code: slackCode(error), user: body.user.id }, 'the answer did not reach its modal');
    await tellBesideCard(deps, client, body.user.id, next.text);
  }
  await tend(deps);
}

async function tellBesideCard(
  { rules, log }: SlackDeps,
  client: Args['client'],
  user: string,
  text: string,
): Promise<void> {
  const message = { text: escaped(text), blocks: [plainSection(text)] };
  try {
    await client.chat.postEphemeral({ ...message, channel: rules.approvalChannel, user });
  } catch (error) {
    log.error({ code: slackCode(error), user }, 'private answer lost');
  }
}

/** What the modal becomes, and the same in one sentence. */
interface Answer {
  view: ModalView;
  text: string;
}

function said(text: string): Answer {
  return { view: notice('It exists', text), text };
}

async function checked(deps: SlackDeps, body: ViewSubmitAction, shown: ShownPort): Promise<Answer> {
  const { value, interconnectId, accepted } = shown;
  const bound = readButtonValue(value);
  if (!bound) return said(UNKNOWN_REQUEST);
  const by = personOf(deps, body.user);
  try {
    const { requestId, attempt } = bound;
    const naming = { requestId, attempt, interconnectId, accepted, by };
    const named = await namePort(deps, naming);
    const text = namedAnswer(named, interconnectId);
    if (named.kind === 'differs') return { view: itExistsConfirmModal(shown, named), text };
    return TYPE_AGAIN.has(named.kind) ? typedAgain(bound.requestId, shown, text) : said(text);
  } catch (error) {
    deps.log.error({ err: error, request: bound.requestId, user: by.id }, 'naming a port failed');
    return typedAgain(bound.requestId, shown, failureAnswer(error));
  }
}

/** What another ID, or the same one a minute later, may mend. */
const TYPE_AGAIN: ReadonlySet<Named['kind']> = new Set([
  'not_at_aws',
  'could_not_look',
  'taken',
  'other_deployment',
  'deleted',
  'unchecked',
]);

/** The form once more, with what was typed and why it was not taken. */
function typedAgain(requestId: string, { value, interconnectId }: ShownPort, text: string): Answer {
  return { view: itExistsModal(requestId, value, { filled: interconnectId, wrong: text }), text };
}
