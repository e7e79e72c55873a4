import type { Env } from './env.ts';
import type { RulesFile } from './rules-file.ts';
import { givenText } from './secret-file.ts';
import { type Name, SETTINGS, type Values } from './table.ts';

/** Reads some of the settings; throws SettingError for the first that is wrong. */
export function readValues<N extends Name>(names: readonly N[], env: Env, file: RulesFile): Pick<Values, N> {
  const values = names.map((name) => [name, SETTINGS[name].read(textOf(name, env, file), name)]);
  // Each value is what its own reader gave.
  return Object.fromEntries(values) as Pick<Values, N>;
}

/** What was set: the environment, and a secret's own file, win over the rules file. */
export function textOf(name: Name, env: Env, file: RulesFile): string | undefined {
  const text = givenText(name, env);
  const setting = SETTINGS[name];
  if (text !== undefined || !('inFile' in setting)) return text;
  const value = file.content[setting.inFile];
  return value === undefined ? undefined : String(value);
}
