import {
  type Frozen,
  freezeOrdering,
  type Unfrozen,
  unfreezeOrdering,
} from '../../../actions/operating/freeze.ts';
import type { Person } from '../../../domain/person.ts';
import { codePoints, shown } from '../../../domain/text.ts';
import { unsureAnswer } from '../../../words/answers.ts';
import { TAKES_AN_APPROVER } from '../../../words/following.ts';
import { personOf, tend } from '../answering.ts';
import type { SlackDeps } from '../deps.ts';
import { failureAnswer } from '../failure-answer.ts';
import { answerCommand } from './answer-command.ts';
import type { CommandArgs, Run } from './command.ts';

/** It stands on every waiting card. */
const REASON_MAX = 200;
const WHY = 'Say why: /interconnect freeze REASON. Nothing was changed.';

/** `/interconnect freeze REASON`: nothing is placed by any process until somebody unfreezes. */
export function freezeCommand(deps: SlackDeps): Run {
  return answering(deps, async (by, reason) => {
    if (shown(reason).trim() === '') return WHY;
    const length = codePoints(reason);
    if (length > REASON_MAX) return `The reason is too long (${length} characters, at most ${REASON_MAX}).`;
    return frozenAnswer(await freezeOrdering(deps, { by, reason }), reason);
  });
}

/** `/interconnect unfreeze`. */
export function unfreezeCommand(deps: SlackDeps): Run {
  return answering(deps, async (by) => unfrozenAnswer(await unfreezeOrdering(deps, { by })));
}

/** The ack is the answer, and leaves after the commit. */
function answering(deps: SlackDeps, work: (by: Person, rest: string) => Promise<string>): Run {
  return async (args: CommandArgs, rest: string): Promise<void> => {
    const { user_id: id, user_name: name } = args.command;
    let answer: string;
    try {
      answer = await work(personOf(deps, { id, name }), rest);
    } catch (error) {
      deps.log.error({ err: error, user: id }, 'command failed');
      answer = failureAnswer(error);
    }
    await answerCommand(args, answer);
    await tend(deps);
  };
}

function frozenAnswer(frozen: Frozen, reason: string): string {
  if (frozen.kind !== 'frozen') return notFrozen(frozen);
  const { onTheirWay } = frozen;
  const orders = onTheirWay === 1 ? '1 order is on its way' : `${onTheirWay} orders are on their way`;
  return `Ordering is frozen: ${reason}. ${orders} to AWS.`;
}

function unfrozenAnswer(unfrozen: Unfrozen): string {
  if (unfrozen.kind !== 'unfrozen') return notFrozen(unfrozen);
  const { stillBy } = unfrozen;
  if (stillBy.length === 0) return 'Ordering goes on.';
  return `The freeze is over, but ordering stays frozen: FREEZE is set for ${stillBy.join(', ')}. Restart it without.`;
}

function notFrozen(answer: Exclude<Frozen, { kind: 'frozen' }>): string {
  return answer.kind === 'no_approver' ? TAKES_AN_APPROVER : unsureAnswer(answer);
}
