import type { NotApprover } from '../actions/deciding/any-approver.ts';
import type { PortFollowed } from '../actions/following/follow-port.ts';
import type { Where } from '../domain/where.ts';
import { unsureAnswer } from './answers.ts';

export const TAKES_AN_APPROVER = "You can't do this: it takes an approver.";
export const FOLLOW_HOW =
  'Say which: /interconnect follow dxcon-..., a port by its ID at AWS; or follow all, to choose among all ports.';

/** What became of the wish to have a port followed; `places`: where AWS was asked. */
export function followAnswer(answer: PortFollowed, interconnectId: string, places: readonly Where[]): string {
  switch (answer.kind) {
    case 'followed':
      return `${interconnectId} is followed from here on, as ${answer.requestId}: ${answer.state}. Its card comes in the approvals channel.`;
    case 'held':
      return `${interconnectId} is followed already, as ${answer.requestId}.`;
    case 'sought':
      return `${interconnectId} may be the port that ${answer.requestId} is still looking for. Nothing was changed: have that decided first.`;
    case 'not_there':
      return `AWS lists no ${interconnectId} in ${placesText(places)}. Nothing was changed.`;
    case 'ending':
      return `${interconnectId} is ${answer.state}: there is nothing to follow. Nothing was changed.`;
    case 'could_not_look':
      return `AWS could not be asked (${answer.code}). Nothing was changed. Try again in a minute.`;
    default:
      return notFollowedAnswer(answer);
  }
}

/** `us-east-1, us-west-2`, and with several accounts `us-east-1 of account 123456789012`. */
function placesText(places: readonly Where[]): string {
  const several = new Set(places.map(({ accountId }) => accountId)).size > 1;
  return places
    .map(({ accountId, region }) => (several ? `${region} of account ${accountId}` : region))
    .join(', ');
}

/** Why somebody may have no port followed. */
export function notFollowedAnswer(why: NotApprover): string {
  return why.kind === 'no_approver' ? TAKES_AN_APPROVER : unsureAnswer(why);
}
