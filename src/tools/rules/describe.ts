import type { Members } from '../../domain/rules/members.ts';
import { takes } from '../../domain/rules/no-rule.ts';
import { oneOf } from '../../domain/rules/policy.ts';
import {
  type AskedFor,
  CRITERIA,
  isFor,
  type Match,
  missed,
  type WrittenRule,
} from '../../domain/rules/rule-set.ts';

/** `Rule ten: 2 of S0LEADS or U0CTO, within 24 hours`. */
export function named({ name, approve, quorum, expiryHours }: WrittenRule): string {
  return `Rule ${name}: ${quorum} of ${oneOf(approve.map(({ id }) => id))}, within ${expiryHours} ${expiryHours === 1 ? 'hour' : 'hours'}`;
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
  return requester ? [`by ${oneOf(requester.map(({ id }) => id))}`] : [];
}
