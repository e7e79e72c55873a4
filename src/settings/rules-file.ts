import { existsSync, readFileSync } from 'node:fs';
import type { Env } from './env.ts';
import { readYaml } from './placed-yaml.ts';
import { type FileContent, fileSchema, keysAt } from './rules-schema.ts';
import { SettingError } from './setting-error.ts';
import { shownPath } from './shown.ts';

const CONFIG_DEFAULT = 'interconnect-bot.yaml';

/** The rules file as it was read; empty where there is none. */
export interface RulesFile {
  content: FileContent;
  /** `interconnect-bot.yaml:12:5: rules.1.name`: where something stands in it, as an error names it. */
  place(...path: (string | number)[]): string;
}

/** Reads the rules file, if there is one; throws SettingError for what is wrong in it. */
export function readRulesFile(env: Env): RulesFile {
  const named = env.INTERCONNECT_BOT_CONFIG?.trim();
  const path = named || CONFIG_DEFAULT;
  if (existsSync(path)) return checked(path, readFile(path));
  if (!named) return { content: {}, place: (...keys) => keys.join('.') };
  throw new SettingError(
    'INTERCONNECT_BOT_CONFIG',
    `there is no file ${shownPath(path)}.`,
    'Correct the path or remove it.',
  );
}

function checked(path: string, text: string): RulesFile {
  const yaml = readYaml(text);
  if ('message' in yaml) {
    throw new SettingError(`${path}:${yaml.at}`, 'is not YAML.', yaml.message.split('\n')[0] ?? '');
  }
  const place = (...keys: PropertyKey[]) =>
    [`${path}:${yaml.at(keys)}`, keys.join('.')].filter(Boolean).join(': ');
  const result = fileSchema.safeParse(yaml.content);
  if (result.success) return { content: result.data, place };
  const issue = result.error.issues[0];
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const where = `${path}:${yaml.atKey(issue.path, key)}: ${[...issue.path, key].join('.')}`;
    throw new SettingError(where, 'unknown key.', `Known keys: ${keysAt(issue.path).join(', ')}.`);
  }
  throw new SettingError(place(...(issue?.path ?? [])), `${issue?.message ?? 'wrong'}.`, 'Correct it.');
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as { code?: string };
    throw new SettingError(
      'INTERCONNECT_BOT_CONFIG',
      `${shownPath(path)} can't be read (${code}).`,
      'Correct the path or remove it.',
      error,
    );
  }
}
