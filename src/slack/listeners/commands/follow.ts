import { followPort } from '../../../actions/following/follow-port.ts';
import { placesOf } from '../../../domain/account.ts';
import { FOLLOW_HOW, followAnswer } from '../../../words/following.ts';
import { paragraphsMessage } from '../../blocks/looking.ts';
import type { SlackDeps } from '../deps.ts';
import { failureAnswer } from '../failure-answer.ts';
import { answered } from './answered.ts';
import type { Run } from './command.ts';
import { followAllCommand } from './follow-all.ts';

/** `follow all`, and `follow dxcon-...`: AWS is asked for it, which may take longer than the ack waits. */
export function followCommand(deps: SlackDeps): Run {
  const { approvalChannel } = deps.rules;
  const work = async (by: { id: string; name: string }, [typed = '']: string[]) => {
    const interconnectId = typed.toLowerCase();
    if (!/^dxcon-[a-z0-9]{1,40}$/.test(interconnectId)) return FOLLOW_HOW;
    const places = placesOf(deps.accounts);
    const answer = await followPort({ ...deps, approvalChannel }, { interconnectId, by, places });
    const text = followAnswer(answer, interconnectId, places);
    return answer.kind === 'held' ? paragraphsMessage([[text]], answer.card, deps.linkTo) : text;
  };
  const one = answered(deps, work, failureAnswer);
  const all = followAllCommand(deps);
  return (args, rest) => (rest.trim().toLowerCase() === 'all' ? all(args) : one(args, rest));
}
