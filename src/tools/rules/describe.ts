import type { Members } from '../../domain/rules/members.ts';
import { takes } from '../../domain/rules/no-rule.ts';
import { oneOf, type PersonOrGroup, type Rule } from '../../domain/rules/policy.ts';
import {
  type AskedFor,
  CRITERIA,
  isFor,
  type Match,
  missed,
  type WantedTag,
  type WrittenRule,
} from '../../domain/rules/rule-set.ts';

/** `Rule ten: 2 of S0LEADS or U0CTO, within 24 hours`. */
export function named({ name, approve, quorum, expiryHours }: WrittenRule): string {
  return `Rule ${name}: ${quorum} of ${oneOf(ids(approve))}, within ${expiryHours} ${expiryHours === 1 ? 'hour' : 'hours'}`;
}

/** What else a rule says of deciding and of the form, a sentence each; nothing of what it leaves out. */
export function further(rule: WrittenRule): string[] {
  const { rejectQuorum, comment, notify, remindHours, escalate, tags = [], namePattern } = rule;
  return [
    ...(rejectQuorum
      ? [`${rejectQuorum} ${rejectQuorum === 1 ? 'rejection ends' : 'rejections end'} it.`]
      : []),
    ...(comment ? [`Comments: ${comment.approve} to approve, ${comment.reject} to reject.`] : []),
    ...(notify ? [`Told as well: ${ids(notify).join(', ')}.`] : []),
    ...(remindHours ? [`Reminders after ${remindHours.join(', ')} hours.`] : []),
    ...(escalate
      ? [`After ${escalate.afterHours} hours ${oneOf(ids(escalate.approvers))} may decide too.`]
      : []),
    ...tags.map(wanted),
    ...(namePattern === undefined ? [] : [`The name matches ${namePattern} (a regular expression).`]),
  ];
}

/**
 * What makes a decision about a request that was asked under `stored` where a rule applies now, by what it is called. The
 * stricter of both holds; with the comments that the first wants.
 */
export function decidedBy(
  rule: WrittenRule,
  stored: Pick<Rule, 'quorum' | 'rejectQuorum'>,
): Record<string, string | number> {
  const { name, approve, quorum, rejectQuorum = 1, escalate } = rule;
  return {
    rule: name,
    approve: ids(approve).sort().join(', '),
    quorum: Math.max(quorum, stored.quorum),
    rejections: Math.min(rejectQuorum, stored.rejectQuorum ?? 1),
    escalation: escalate
      ? `after ${escalate.afterHours} hours to ${ids(escalate.approvers).sort().join(', ')}`
      : 'none',
  };
}

function wanted({ key, required, values }: WantedTag): string {
  const line = values ? oneOf(values.map((value) => `${key}=${value}`)) : key;
  return required ? `The tag ${line} is needed.` : `If the tag ${key} is there, it is ${line}.`;
}

/** `orders in us-east-1, with 10Gbps`: what a rule takes, by what it looks at. */
export function taken(match: Match): string {
  const given = CRITERIA.filter((criterion) => match[criterion] !== undefined);
  const parts = [...takes(match, given), ...takenFrom(match)];
  return parts.length > 0 ? `orders ${parts.join(', ')}` : 'all orders';
}

/** The same, of what keeps it from taking an order. */
export function notTaken(match: Match, asked: AskedFor, groups: Members['groups']): string {
  const who = isFor(match, asked, groups) ? [] : takenFrom(match);
  return `orders ${[...takes(match, missed(match, asked)), ...who].join(', ')}`;
}

function takenFrom({ requester }: Match): string[] {
  return requester ? [`by ${oneOf(ids(requester))}`] : [];
}

/** The IDs of some. */
export function ids(named: readonly PersonOrGroup[]): string[] {
  return named.map(({ id }) => id);
}
