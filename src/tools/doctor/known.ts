import type { Env } from '../../settings/env.ts';
import { type Rules, readRulesIn } from '../../settings/rules.ts';
import { NO_FILE, type RulesFile, readRulesFile } from '../../settings/rules-file.ts';
import { SettingError } from '../../settings/setting-error.ts';
import { readSettings, type Settings } from '../../settings/settings.ts';
import type { Name, Values } from '../../settings/table.ts';
import { readValues } from '../../settings/values.ts';

/** The settings as far as they are right: each family of checks takes what it needs, whatever is wrong elsewhere. */
export interface Known {
  env: Env;
  /** Empty where there is none; undefined where it can't be read. */
  file: RulesFile | undefined;
  /** Undefined where they are wrong. */
  rules: Rules | undefined;
  /** All of them; undefined where any is wrong. */
  settings: Settings | undefined;
  /** Some of the settings; undefined where one of them is wrong. */
  values<N extends Name>(...names: N[]): Pick<Values, N> | undefined;
  /** What a reader of settings comes to; undefined where it is wrong. */
  right<T>(read: (file: RulesFile) => T): T | undefined;
}

/** Reads what can be read; what is wrong is told by the settings' own checks. */
export function readKnown(env: Env): Known {
  const file = unlessWrong(() => readRulesFile(env));
  return {
    env,
    file,
    rules: file && unlessWrong(() => readRulesIn(file, env)),
    settings: unlessWrong(() => readSettings(env)),
    values: (...names) => unlessWrong(() => readValues(names, env, file ?? NO_FILE)),
    right: (read) => unlessWrong(() => read(file ?? NO_FILE)),
  };
}

function unlessWrong<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SettingError) return undefined;
    throw error;
  }
}
