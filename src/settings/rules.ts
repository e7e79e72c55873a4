import type { AlarmTimes } from '../domain/port/alarm-times.ts';
import type { Sites } from '../domain/port/site.ts';
import type { Prices } from '../domain/price.ts';
import { readAccounts, type WrittenAccount } from './accounts.ts';
import { toAlarmTimes } from './alarms-schema.ts';
import { checkAll, checkWritten } from './check-rules.ts';
import type { Env } from './env.ts';
import { namedAt } from './named-at.ts';
import { type RulesFile, readRulesFile } from './rules-file.ts';
import { defaultRule, RULE_NAMES, type RuleValues, type SetRule, toRule } from './set-rule.ts';
import { SettingError } from './setting-error.ts';
import type { Name } from './table.ts';
import { readValues, textOf } from './values.ts';

/** What a reload of the rules file changes. */
export interface Rules {
  /** All rules in the order in which they are tried; there is at least one. */
  rules: SetRule[];
  /** Where each person and group is named, by ID. */
  namedAt: ReadonlyMap<string, string>;
  /** What ports cost; undefined where nobody says. */
  prices: Prices | undefined;
  /** When people are alarmed about a port. */
  alarms: AlarmTimes;
  /** What is known of the own ends of cross connects; undefined where nobody says. */
  sites: Sites | undefined;
}

/** The rules alone, as the bot would take them, without what else it needs; throws SettingError. */
export function readRulesAlone(
  env: Env,
): Rules & { account: string | undefined; accounts: readonly WrittenAccount[] } {
  const file = readRulesFile(env);
  const accounts = readAccounts(file);
  const [only] = accounts.length === 1 ? accounts : [];
  return { ...readRulesIn(file, env), account: only?.id ?? file.content.account, accounts };
}

/** The rules of a file that was read, and of the settings beside it; throws SettingError. */
export function readRulesIn(file: RulesFile, env: Env): Rules {
  return readRules(readValues(RULE_NAMES, env, file), file, (name) => textOf(name, env, file) !== undefined);
}

/** The file's rules, and the one of APPROVERS behind them; throws SettingError for what is wrong with them. */
export function readRules(set: RuleValues, file: RulesFile, isSet: (name: Name) => boolean): Rules {
  const { rules: written = [], prices, alarms, sites } = file.content;
  const own = written.map((rule, index) => toRule(rule, index, set, file));
  checkWritten(own, file);
  const rules = set.APPROVERS ? [...own, defaultRule(set, set.APPROVERS)] : own;
  if (rules.length === 0) {
    throw new SettingError(
      'APPROVERS',
      'is missing.',
      'Name the people (U...) or groups (S...) who may approve, comma-separated.',
    );
  }
  if (!set.APPROVERS && isSet('QUORUM'))
    throw new SettingError('QUORUM', 'has no effect without APPROVERS.', 'Give each rule its own.');
  checkAll(rules, file);
  return {
    rules,
    namedAt: namedAt(set, file),
    prices: prices && { currency: prices.currency, portHour: prices.port_hour },
    alarms: toAlarmTimes(alarms),
    sites: sites && sitesOf(sites),
  };
}

function sitesOf(written: NonNullable<RulesFile['content']['sites']>): Sites {
  return Object.fromEntries(
    Object.entries(written).map(([code, { desk, cage, patch_panel: patchPanel, optics }]) => [
      code,
      { desk, cage, patchPanel, optics },
    ]),
  );
}
