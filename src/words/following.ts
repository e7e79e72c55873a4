import type { NotApprover } from '../actions/deciding/any-approver.ts';
import type { PortFollowed } from '../actions/following/follow-port.ts';
import { unsureAnswer } from './answers.ts';

export const TAKES_AN_APPROVER = "You can't do this: it takes an approver.";
export const FOLLOW_HOW =
  'Say which: /interconnect follow dxcon-..., a port by its ID at AWS; or follow all, to choose among all ports.';

/** What became of the wish to have a port followed; `regions`: where AWS was asked. */
export function followAnswer(
  answer: PortFollowed,
  interconnectId: string,
  regions: readonly string[],
): string {
  switch (answer.kind) {
    case 'followed':
      return `${interconnectId} is followed from here on, as ${answer.requestId}: ${answer.state}. Its card comes in the approvals channel.`;
    case 'held':
      return `${interconnectId} is followed already, as ${answer.requestId}.`;
    case 'sought':
      return `${interconnectId} may be the port that ${answer.requestId} is still looking for. Nothing was changed: have that decided first.`;
    case 'not_there':
      return `AWS lists no ${interconnectId} in ${regions.join(', ')}. Nothing was changed.`;
    case 'ending':
      return `${interconnectId} is ${answer.state}: there is nothing to follow. Nothing was changed.`;
    case 'could_not_look':
      return `AWS could not be asked (${answer.code}). Nothing was changed. Try again in a minute.`;
    default:
      return notFollowedAnswer(answer);
  }
}

/** Why somebody may have no port followed. */
export function notFollowedAnswer(why: NotApprover): string {
  return why.kind === 'no_approver' ? TAKES_AN_APPROVER : unsureAnswer(why);
}
