import { readFileSync } from 'node:fs';
import type { Env } from './env.ts';
import { SettingError } from './setting-error.ts';
import { shownPath } from './shown.ts';
import { fileNameOf, type Name, SETTINGS } from './table.ts';

/**
 * What the environment gives a setting: its own text, or for a secret that of the file which NAME_FILE names, both
 * without what is blank around them; undefined where neither is set. Throws SettingError where both are, and for a file
 * that is missing, empty or can't be read.
 */
export function givenText(name: Name, env: Env): string | undefined {
  const text = env[name]?.trim() || undefined;
  const inFile = fileNameOf(name);
  const path = 'secret' in SETTINGS[name] ? env[inFile]?.trim() : undefined;
  if (!path) return text;
  if (text !== undefined)
    throw new SettingError(inFile, `has no effect beside ${name}.`, 'Remove one of the two.');
  return textIn(path, inFile);
}

/** Without the newline that most editors and `echo` leave at its end. */
function textIn(path: string, name: string): string {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    const { code } = error as { code?: string };
    const what = code === 'ENOENT' ? 'is not there' : `can't be read (${code})`;
    throw new SettingError(
      name,
      `${shownPath(path)} ${what}.`,
      "Correct the path, or the file's rights.",
      error,
    );
  }
  if (text === '') throw new SettingError(name, `${shownPath(path)} is empty.`, 'Write the secret into it.');
  return text;
}
