import { CRITERIA, type Match, type WrittenRule } from './rule-set.ts';

/** A rule that can never be chosen, and the earlier one that takes all that it would; undefined where each can be. */
export function neverChosen<R extends Pick<WrittenRule, 'match'>>(
  rules: readonly R[],
): { rule: R; by: R } | undefined {
  for (const [index, rule] of rules.entries()) {
    const by = rules.slice(0, index).find(({ match }) => takesAllOf(match, rule.match));
    if (by) return { rule, by };
  }
  return undefined;
}

/** Groups are compared by ID: who is in them changes. */
function takesAllOf(earlier: Match, later: Match): boolean {
  const requesters = ({ requester }: Match) => requester?.map(({ id }) => id);
  return (
    CRITERIA.every((criterion) => includes(earlier[criterion], later[criterion])) &&
    includes(requesters(earlier), requesters(later))
  );
}

type Wanted = readonly string[] | boolean | undefined;

function includes(earlier: Wanted, later: Wanted): boolean {
  if (earlier === undefined) return true;
  if (typeof earlier === 'boolean') return earlier === later;
  return Array.isArray(later) && later.every((value) => earlier.includes(value));
}
