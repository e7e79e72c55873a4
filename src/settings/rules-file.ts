import { existsSync, readFileSync } from 'node:fs';
import type { Env } from './env.ts';
import { checkYaml, type PlacedFile } from './placed-file.ts';
import { type FileContent, fileSchema, keysAt } from './rules-schema.ts';
import { SettingError } from './setting-error.ts';
import { shownPath } from './shown.ts';

const CONFIG_DEFAULT = 'interconnect-bot.yaml';

/** The rules file as it was read; empty where there is none. */
export type RulesFile = PlacedFile<FileContent>;

/** What is there without a file. */
export const NO_FILE: RulesFile = { content: {}, place: (...keys) => keys.join('.') };

/** Where the rules file is, or would be. */
export function rulesPath(env: Env): string {
  return env.INTERCONNECT_BOT_CONFIG?.trim() || CONFIG_DEFAULT;
}

/** Reads the rules file, if there is one; throws SettingError for what is wrong in it. */
export function readRulesFile(env: Env): RulesFile {
  const path = rulesPath(env);
  if (existsSync(path)) return checkYaml(path, readFile(path), fileSchema, keysAt);
  if (!env.INTERCONNECT_BOT_CONFIG?.trim()) return NO_FILE;
  throw new SettingError(
    'INTERCONNECT_BOT_CONFIG',
    `there is no file ${shownPath(path)}.`,
    'Correct the path or remove it.',
  );
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
