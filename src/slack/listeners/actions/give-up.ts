import { giveUp as giveRequestUp } from '../../../actions/attending/give-up.ts';
import { givenUpAnswer } from '../../../words/answers.ts';
import type { ButtonWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Give up: ends a request whose outcome stays unknown. */
export function giveUp(deps: SlackDeps): ButtonWork {
  return async ({ requestId, attempt }, by) =>
    givenUpAnswer(await giveRequestUp(deps, { requestId, attempt, by }));
}
