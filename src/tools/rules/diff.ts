import { isDeepStrictEqual } from 'node:util';
import type { Request } from '../../domain/request/request.ts';
import { NOBODY } from '../../domain/rules/members.ts';
import { oneOf } from '../../domain/rules/policy.ts';
import { isFor, mayApply, type WrittenRule } from '../../domain/rules/rule-set.ts';
import type { Answer } from '../answer.ts';
import { decidedBy, ids } from './describe.ts';
import type { RuleSet } from './rule-set.ts';

/** A rule that may apply; `ifIn`: if whoever asked is in one of these groups, in any case where there are none. */
interface Candidate {
  rule: WrittenRule;
  ifIn: string[];
}

/** Which open requests would be decided otherwise by other rules: a line for each, and 1 if there are any. */
export function differing(requests: readonly Request[], before: RuleSet, after: RuleSet): Answer {
  const lines = requests.flatMap((request) => {
    const change = changeOf(request, candidates(before, request), candidates(after, request));
    return change === undefined ? [] : `${request.id}: ${change}.`;
  });
  const count = `${requests.length} open ${requests.length === 1 ? 'request' : 'requests'}`;
  const text = [...lines, `${count}, ${lines.length} would be decided otherwise.`].join('\n');
  return { code: lines.length > 0 ? 1 : 0, text };
}

function candidates({ rules, account }: RuleSet, { order, accountId, requester }: Request): Candidate[] {
  const asked = { order, accountId: accountId ?? account ?? null, requesterId: requester.id };
  return mayApply(rules, asked).map((rule) => {
    const groups = rule.match.requester?.filter(({ kind }) => kind === 'group') ?? [];
    return { rule, ifIn: isFor(rule.match, asked, NOBODY.groups) ? [] : ids(groups).sort() };
  });
}

/** Undefined where both decide alike, whoever is in which group. */
function changeOf(
  { rule: stored }: Request,
  before: readonly Candidate[],
  after: readonly Candidate[],
): string | undefined {
  const weighed = ({ rule, ifIn }: Candidate) => ({ ...decidedBy(rule, stored), ifIn });
  if (isDeepStrictEqual(before.map(weighed), after.map(weighed))) return undefined;
  const [one] = before;
  const [other] = after;
  if (one?.ifIn.length !== 0 || other?.ifIn.length !== 0) return `${worded(before)} becomes ${worded(after)}`;
  const is = new Map(Object.entries(decidedBy(other.rule, stored)));
  return Object.entries(decidedBy(one.rule, stored))
    .filter(([what, was]) => was !== is.get(what))
    .map(([what, was]) => `${what} ${was} becomes ${is.get(what)}`)
    .join('; ');
}

function worded(all: readonly Candidate[]): string {
  const each = all.map(({ rule: { name, quorum, approve }, ifIn }) => {
    const condition = ifIn.length > 0 ? ` if whoever asked is in ${oneOf(ifIn)}` : '';
    return `rule ${name} (${quorum} of ${oneOf(ids(approve))})${condition}`;
  });
  const isSure = all.at(-1)?.ifIn.length === 0;
  return [...each, ...(isSure ? [] : ['no rule'])].join(', else ');
}
