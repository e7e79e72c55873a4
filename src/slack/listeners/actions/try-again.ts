import { tryAgain as tryRequestAgain } from '../../../actions/attending/try-again.ts';
import { triedAgainAnswer } from '../../../words/answers.ts';
import type { ButtonWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Try again: the refused order once more, as approved. */
export function tryAgain(deps: SlackDeps): ButtonWork {
  return async ({ requestId, attempt }, by) =>
    triedAgainAnswer(await tryRequestAgain(deps, { requestId, attempt, by }));
}
