import { createJudging } from '../../actions/deciding/judging.ts';
import type { Judging } from '../../actions/deciding/who-may.ts';
import type { Env } from '../../settings/env.ts';
import { readRulesAlone } from '../../settings/rules.ts';

/** Judges by the rules of now without Slack: who is in a group, or who somebody is, is not known. Throws SettingError. */
export function judgingOffline(env: Env): Judging {
  const { rules, account } = readRulesAlone(env);
  return createJudging({
    rules: () => rules,
    account: () => account,
    directory: {
      members: ([group]) =>
        group === undefined
          ? { members: { groups: new Map(), standings: new Map() } }
          : { unchecked: { group } },
      learn: async () => undefined,
      withNames: (named) => named.map(({ kind, id }) => ({ kind, id, name: id })),
    },
  });
}
