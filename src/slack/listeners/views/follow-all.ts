import { followMany } from '../../../actions/following/follow-many.ts';
import { placesOf } from '../../../domain/account.ts';
import type { Person } from '../../../domain/person.ts';
import { notFollowedAnswer } from '../../../words/following.ts';
import { CHOOSE_ONE, FOLLOWING, followedManyAnswer } from '../../../words/following-all.ts';
import { FIRST_PORTS, FOLLOW_ALL_TITLE, readFollowAll } from '../../blocks/follow-all.ts';
import { notice } from '../../blocks/modals.ts';
import { slackCode } from '../../outbound/slack-error.ts';
import { personOf, tend } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { failureAnswer } from '../failure-answer.ts';
import { tellInDm } from '../in-dm.ts';
import type { SentArgs } from './answer-sent.ts';

/** The ports to follow, chosen: what became of them is said in the modal once all is done, or by direct message. */
export function followAllSubmitted(deps: SlackDeps) {
  return async ({ ack, body, view, client }: SentArgs): Promise<void> => {
    const chosen = readFollowAll(view.state.values, view.private_metadata);
    if (chosen.ids.length === 0 && !chosen.others)
      return ack({ response_action: 'errors', errors: { [FIRST_PORTS]: CHOOSE_ONE } });
    // It takes longer than Slack waits.
    await ack({ response_action: 'update', view: notice(FOLLOW_ALL_TITLE, FOLLOWING) });
    const by = personOf(deps, body.user);
    const text = await followed(deps, by, chosen);
    try {
      await client.views.update({ view_id: view.id, view: notice(FOLLOW_ALL_TITLE, text) });
    } catch (error) {
      // Whoever chose has closed it.
      await tellInDm(client, by.id, text);
      deps.log.info(
        { code: slackCode(error), user: by.id },
        'what became of the ports went by direct message',
      );
    }
    await tend(deps);
  };
}

async function followed(
  deps: SlackDeps,
  by: Person,
  chosen: ReturnType<typeof readFollowAll>,
): Promise<string> {
  const { approvalChannel } = deps.rules;
  try {
    const places = placesOf(deps.accounts);
    const done = await followMany({ ...deps, approvalChannel }, { by, places, chosen });
    return done.kind === 'done' ? followedManyAnswer(done) : notFollowedAnswer(done);
  } catch (error) {
    deps.log.error({ err: error, user: by.id }, 'ports not followed');
    return failureAnswer(error);
  }
}
