import { decide } from '../../../actions/deciding/decide.ts';
import { decidedAnswer } from '../../../words/answers.ts';
import type { ButtonWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Approve: one vote, counted where it counts. */
export function approve(deps: SlackDeps): ButtonWork {
  return async (value, voter) =>
    decidedAnswer(await decide(deps, { ...value, voter, choice: { decision: 'approve' } }));
}
