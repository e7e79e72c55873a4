import { takeBack as takeVoteBack } from '../../../actions/deciding/take-back.ts';
import { takenBackAnswer } from '../../../words/answers.ts';
import type { MenuWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Take my approval back: one's own vote, whichever it is, before the end. */
export function takeBack(deps: SlackDeps): MenuWork {
  return async ({ requestId, revision }, voter) =>
    takenBackAnswer(await takeVoteBack(deps, { requestId, revision, fingerprint: undefined, voter }));
}
