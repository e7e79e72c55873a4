import { type RuleDeps, ruleFor, stored } from './rule-for.ts';
import type { Judging } from './who-may.ts';

/** Judging by rules as they were written. */
export function createJudging(deps: RuleDeps): Judging {
  return {
    directory: deps.directory,
    rules: () => deps.rules().map((rule) => stored(deps, rule)),
    ruleNow({ order, accountId, requester }) {
      const found = ruleFor(deps, { order, accountId, requesterId: requester.id });
      if (found.kind === 'no_rule') return undefined;
      return found.kind === 'rule' ? found.rule : { ...found, users: [] };
    },
  };
}
