import { orderAgain as orderRequestAgain } from '../../../actions/attending/order-again.ts';
import { orderedAgainAnswer } from '../../../words/answers.ts';
import type { ButtonWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Order again: once more, after an outcome that nobody could learn. */
export function orderAgain(deps: SlackDeps): ButtonWork {
  return async ({ requestId, attempt, candidates }, by) =>
    orderedAgainAnswer(await orderRequestAgain(deps, { requestId, attempt, candidates, by }));
}
