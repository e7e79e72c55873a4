import type { Judged, Why } from '../actions/showing/why.ts';
import { followsOnly } from '../domain/request/follows-only.ts';
import type { Request } from '../domain/request/request.ts';
import { ruleThen } from '../domain/rules/permission.ts';
import { approverNames } from '../domain/rules/policy.ts';
import { decisionAnswer, NOBODY_DECIDES } from './answers.ts';
import { happenedText, sentText } from './happened.ts';
import { voteText } from './showing.ts';
import { statusText } from './status.ts';
import { type Timed, timed, timedLines } from './timed.ts';

/** Who may decide a request, who has, what is missing, and what whoever asks may do; then what came of it: in paragraphs. */
export function whyWords(why: Why): Timed[] {
  const { request, votes, missing, unsure, you } = why;
  if (followsOnly(request))
    return [[`${request.id}: ${statusText(request, why)}`], [NOBODY_DECIDES], happenedText(why.happened)];
  const undecided = request.state.status === 'awaiting_approval' || request.state.status === 'needs_decision';
  return [
    [`${request.id}: ${statusText(request, why)}`],
    ruleText(why),
    votes.length > 0 ? timedLines(votes.map(judgedText)) : ['Nobody has voted.'],
    ...(unsure ? [[`Who counts can't be told now: ${unknown(unsure)} isn't known here.`]] : []),
    ...(missing === undefined
      ? []
      : [[missing === 0 ? 'Enough have approved.' : `Missing: ${missing} more.`]]),
    ...(undecided ? [] : [['Nothing is to be decided now.']]),
    ...(you ? [[youText(you)]] : []),
    sentText(why.attempts),
    happenedText(why.happened),
  ];
}

function ruleText({ request, quorum, ruleNow, unsure }: Why): Timed {
  const { requester, beneficiary, expiresAt, state } = request;
  const rule = ruleThen(request);
  const own = beneficiary ? `${requester.name} and ${beneficiary.name}` : requester.name;
  const until = state.status === 'awaiting_approval' ? timed` Until ${{ at: expiresAt }}.` : '';
  const lines = [
    timed`Rule ${rule.name}: it takes ${quorum} of ${approverNames(rule)}, never ${own}.${until}`,
  ];
  const { rejectQuorum = 1 } = rule;
  if (rejectQuorum > 1) lines.push([`It takes ${rejectQuorum} of them to reject it.`]);
  if (!unsure && !ruleNow) lines.push(['No rule is for such a port any more: nobody can approve it.']);
  if (ruleNow && (ruleNow.name !== rule.name || idsOf(ruleNow) !== idsOf(request.rule)))
    lines.push([`The rule of now has to allow them too: ${ruleNow.name}, ${approverNames(ruleNow)}.`]);
  return timedLines(lines);
}

function unknown({ unchecked }: NonNullable<Why['unsure']>): string {
  return 'group' in unchecked ? `who is in ${unchecked.group}` : `who ${unchecked.person} is`;
}

/** Names change without anybody else being meant. */
function idsOf({ approvers }: Request['rule']): string {
  return approvers.map(({ id }) => id).join();
}

/** Why a vote counts no more. */
const WHY_NOT: Partial<Record<NonNullable<Judged['counts']>, string>> = {
  not_open: 'the request is not open to it',
  expired: 'its time is over',
  not_requester: 'only whoever asked may do this',
  own_request: 'it is their own request',
  beneficiary: 'it is asked for them',
  not_entitled: 'no rule names them any more',
  no_rule: 'no rule is for such a port any more',
  no_member: 'they are no member of the workspace',
  other_order: 'it was cast on another order',
};

/** By ID, since only cards and show mention people. */
function judgedText(vote: Judged): Timed {
  const { counts } = vote;
  const voted = voteText(vote, ({ id, name }) => [`${name} (${id})`]);
  if (counts === undefined) return voted;
  return timed`${voted}. ${counts === 'yes' ? 'Counts.' : `Doesn't count: ${WHY_NOT[counts] ?? 'they may not decide it any more'}.`}`;
}

function youText(you: NonNullable<Why['you']>): string {
  switch (you.kind) {
    case 'may':
      return you.via ? `You may decide this, by ${you.via.name}.` : 'You may decide this.';
    case 'not_open':
      return 'Nothing is to be decided now.';
    case 'expired':
      return 'Its time is over: nobody can decide it any more.';
    default:
      return decisionAnswer(you);
  }
}
