import type { ModalView } from '@slack/types';
import { followable } from '../../../actions/following/follow-many.ts';
import { placesOf } from '../../../domain/account.ts';
import { notFollowedAnswer } from '../../../words/following.ts';
import { LISTING } from '../../../words/following-all.ts';
import { FOLLOW_ALL_TITLE, followAllModal } from '../../blocks/follow-all.ts';
import { notice } from '../../blocks/modals.ts';
import { OPENED_ALREADY, slackCode } from '../../outbound/slack-error.ts';
import { personOf, tend } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { failureAnswer } from '../failure-answer.ts';
import { notOpened } from '../opening-form.ts';
import type { CommandArgs } from './command.ts';

/** `follow all`: a modal is opened at once, since its trigger lasts three seconds, and filled when AWS has listed its ports. */
export function followAllCommand(deps: SlackDeps) {
  const { approvalChannel } = deps.rules;
  return async ({ ack, client, command, respond }: CommandArgs): Promise<void> => {
    const { user_id: id, user_name: name } = command;
    await ack();
    let viewId: string | undefined;
    try {
      const { view } = await client.views.open({
        trigger_id: command.trigger_id,
        view: notice(FOLLOW_ALL_TITLE, LISTING),
      });
      viewId = view?.id;
    } catch (error) {
      if (slackCode(error) === OPENED_ALREADY) return;
      await respond({ response_type: 'ephemeral', text: notOpened(error) });
    }
    if (viewId === undefined) return;
    const draw = (view: ModalView) =>
      client.views.update({ view_id: viewId, view }).catch((error: unknown) =>
        // It was closed meanwhile: nothing was promised.
        deps.log.info({ code: slackCode(error), user: id }, 'list of ports not drawn'),
      );
    try {
      const by = personOf(deps, { id, name });
      const places = placesOf(deps.accounts);
      const found = await followable({ ...deps, approvalChannel }, { by, places });
      await draw(
        found.kind === 'listed' ? followAllModal(found) : notice(FOLLOW_ALL_TITLE, notFollowedAnswer(found)),
      );
    } catch (error) {
      deps.log.error({ err: error, user: id }, 'command failed');
      await draw(notice(FOLLOW_ALL_TITLE, failureAnswer(error)));
    }
    await tend(deps);
  };
}
