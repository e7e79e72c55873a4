import type * as z from 'zod';
import { clip } from '../domain/text.ts';
import { readYaml } from './placed-yaml.ts';
import { SettingError } from './setting-error.ts';

const SHOWN_KEY = 60;

/** What was read of a YAML file. */
export interface PlacedFile<T> {
  content: T;
  /** `interconnect-bot.yaml:12:5: rules.1.name`: where something stands in it, as an error names it. */
  place(...path: PropertyKey[]): string;
}

/**
 * Checks a YAML text by a schema; throws SettingError with line and column of the first thing that is wrong. `keysAt`
 * gives the keys that are known in the map at a path.
 */
export function checkYaml<T>(
  path: string,
  text: string,
  schema: z.ZodType<T>,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): PlacedFile<T> {
  const yaml = readYaml(text);
  if ('message' in yaml) {
    throw new SettingError(`${path}:${yaml.at}`, 'is not YAML.', yaml.message.split('\n')[0] ?? '');
  }
  const place = (...keys: PropertyKey[]) =>
    [`${path}:${yaml.at(keys)}`, keys.join('.')].filter(Boolean).join(': ');
  const placeOfKey = (keys: readonly PropertyKey[], key: string) =>
    // A whole list may stand there as a key.
    `${path}:${yaml.atKey(keys, key)}: ${[...keys, clip(key.replace(/\s+/g, ' '), SHOWN_KEY)].join('.')}`;
  const result = schema.safeParse(yaml.content);
  if (result.success) return { content: result.data, place };
  const { issues } = result.error;
  // A slip in a key is also why a key that has to be there is missing.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = `Known keys: ${keysAt(issue.path).join(', ')}.`;
    throw new SettingError(placeOfKey(issue.path, key), 'unknown key.', known);
  }
  if (issue?.code === 'invalid_key') {
    const where = placeOfKey(issue.path.slice(0, -1), String(issue.path.at(-1)));
    throw new SettingError(where, `${issue.issues[0]?.message ?? 'wrong'}.`, 'Correct it.');
  }
  throw new SettingError(place(...(issue?.path ?? [])), `${issue?.message ?? 'wrong'}.`, 'Correct it.');
}
