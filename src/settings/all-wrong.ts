import type { Env } from './env.ts';
import { checkProxies } from './proxies.ts';
import { readRulesIn } from './rules.ts';
import { NO_FILE, readRulesFile } from './rules-file.ts';
import { SettingError } from './setting-error.ts';
import { misspelledIn, readConnection, readSettings } from './settings.ts';
import { NAMES } from './table.ts';
import { readValues } from './values.ts';

/** Everything that is wrong with the settings; a start says the first of it and stops. Empty where it would go on. */
export function allWrong(env: Env): SettingError[] {
  const wrong = misspelledIn(env);
  const told = new Set<string>();
  const tried = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      if (!told.has(error.message)) wrong.push(error);
      told.add(error.message);
      return undefined;
    }
  };
  for (const { message } of wrong) told.add(message);
  tried(() => checkProxies(env));
  const file = tried(() => readRulesFile(env));
  for (const name of NAMES) tried(() => readValues([name], env, file ?? NO_FILE));
  if (file) {
    tried(() => readConnection(env, file));
    tried(() => readRulesIn(file, env));
  }
  // What only all of them together show.
  tried(() => readSettings(env));
  return wrong;
}
