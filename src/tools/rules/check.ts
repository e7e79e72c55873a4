import type { Env } from '../../settings/env.ts';
import { readRulesAlone } from '../../settings/rules.ts';
import type { SetRule } from '../../settings/set-rule.ts';
import { SettingError } from '../../settings/setting-error.ts';
import type { Answer } from '../answer.ts';
import { further, named, taken } from './describe.ts';

/** The rules in the order in which they are tried, or the first thing that would stop the bot's start. */
export function checked(env: Env): Answer {
  let rules: SetRule[];
  try {
    rules = readRulesAlone(env).rules;
  } catch (error) {
    if (error instanceof SettingError) return { code: 1, text: error.message };
    throw error;
  }
  const lines = rules.map((rule) =>
    [`${named(rule)}. For ${taken(rule.match)}.`, ...further(rule)].join(' '),
  );
  return {
    code: 0,
    text: [...lines, 'Whom Slack knows, and who is in groups, the bot checks at its start.'].join('\n'),
  };
}
