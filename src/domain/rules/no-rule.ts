import type { Violation } from '../violation.ts';
import type { Members } from './members.ts';
import { oneOf } from './policy.ts';
import { type AskedFor, type Criterion, isFor, type Match, missed, type WrittenRule } from './rule-set.ts';

/**
 * Why an order that no rule matches can't be asked for, beside the field to change: what the rule that comes nearest
 * takes instead, among those that are for this requester by the `groups` that are known. None of `rules` matches.
 */
export function noRule(rules: readonly WrittenRule[], asked: AskedFor, groups: Members['groups']): Violation {
  const misses = rules
    .filter(({ match }) => isFor(match, asked, groups))
    .map(({ name, match }) => ({ name, match, missed: missed(match, asked) }));
  const [nearest] = misses.sort((a, b) => a.missed.length - b.missed.length);
  const [first] = nearest?.missed ?? [];
  if (!nearest || first === undefined)
    return {
      field: 'reason',
      message: 'No rule lets you ask for this order. Ask someone else to request this port.',
    };
  if (first === 'account' && asked.accountId === null)
    return {
      field: 'account',
      message:
        'No rule covers this order while the AWS account is not known. Send the form again in a minute.',
    };
  const would = takes(nearest.match, nearest.missed).join(', ');
  return { field: first, message: `No rule covers this order. ${nearest.name} would: ${would}.` };
}

/** What a rule takes of each of these, in words. */
export function takes(match: Match, criteria: readonly Criterion[]): string[] {
  return criteria.map((criterion) => taken(criterion, match));
}

function taken(criterion: Criterion, match: Match): string {
  switch (criterion) {
    case 'account':
      return `in account ${anyOf(match.account)}`;
    case 'region':
      return `in ${anyOf(match.region)}`;
    case 'location':
      return `at ${anyOf(match.location)}`;
    case 'bandwidth':
      return `with ${anyOf(match.bandwidth)}`;
    case 'lag':
      return match.lag ? 'in a LAG' : 'not in a LAG';
    case 'macsec':
      return match.macsec ? 'with MACsec' : 'without MACsec';
  }
}

/** More than these are not read. */
const NAMED = 5;

/** `a, b or c`; of many the first few, and how many more. */
export function anyOf(values: readonly string[] = []): string {
  const more = values.length - NAMED;
  return oneOf(more > 0 ? [...values.slice(0, NAMED), `${more} more`] : values);
}
