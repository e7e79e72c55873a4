import { withdraw as withdrawRequest } from '../../../actions/deciding/withdraw.ts';
import { withdrawnAnswer } from '../../../words/answers.ts';
import type { ButtonWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Withdraw: for whoever asked, until something was sent. */
export function withdraw(deps: SlackDeps): ButtonWork {
  return async ({ requestId }, who) => withdrawnAnswer(await withdrawRequest(deps, { requestId, by: who }));
}
