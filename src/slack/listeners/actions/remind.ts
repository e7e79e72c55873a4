import { remind as remindPeople } from '../../../actions/deciding/remind.ts';
import { remindedAnswer } from '../../../words/answers.ts';
import type { ButtonWork } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';

/** Remind: for whoever asked, once an hour. */
export function remind(deps: SlackDeps): ButtonWork {
  return async ({ requestId }, by) => remindedAnswer(await remindPeople(deps, { requestId, by }));
}
