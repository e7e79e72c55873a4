import type { PersonOrGroup } from './policy.ts';
import type { WrittenRule } from './rule-set.ts';

/** Everybody whom some rule lets approve, at once or after a time, each once. */
export function approversIn(rules: readonly WrittenRule[]): PersonOrGroup[] {
  return each(rules.flatMap(({ approve, escalate }) => [...approve, ...(escalate?.approvers ?? [])]));
}

/** Everybody who is told of what some rule applies to, each once. */
export function notifiedIn(rules: readonly WrittenRule[]): PersonOrGroup[] {
  return each(rules.flatMap(({ notify }) => notify ?? []));
}

/** Everybody whom some rule lets ask, each once; empty where every member of the workspace may ask for something. */
export function requestersIn(rules: readonly WrittenRule[]): PersonOrGroup[] {
  if (rules.some(({ request }) => request.length === 0)) return [];
  return each(rules.flatMap(({ request }) => request));
}

/** Everybody by whom it is judged whether a rule applies and lets them ask, each once. */
export function askersIn(rules: readonly WrittenRule[]): PersonOrGroup[] {
  return each(rules.flatMap(({ match, request }) => [...(match.requester ?? []), ...request]));
}

function each(named: readonly PersonOrGroup[]): PersonOrGroup[] {
  return [...new Map(named.map((one) => [one.id, one])).values()];
}
