import { existsSync, readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import * as z from 'zod';
import type { Env } from './env.ts';
import { SettingError } from './setting-error.ts';
import { shownPath } from './shown.ts';

const CONFIG_DEFAULT = 'interconnect-bot.yaml';

/** The rules file: what is set there holds unless the environment says otherwise. */
/** In the environment commas part entries; in the file each stands alone. */
const ENTRY = z.string().regex(/^[^,]*$/, 'one entry a line, without commas');

const fileSchema = z.strictObject({
  account: z
    .string('is not in quotes')
    .regex(/^\d{12}$/, 'is not a twelve-digit account ID')
    .optional(),
  approvers: z.array(ENTRY).min(1).optional(),
  quorum: z.number().optional(),
  approval_expiry_hours: z.number().optional(),
  regions: z.array(ENTRY).min(1).optional(),
});
export type RulesFile = z.infer<typeof fileSchema>;
/** Every key that the file may hold. */
export const FILE_KEYS = Object.keys(fileSchema.shape);

/** Reads the rules file, if there is one; throws SettingError for what is wrong in it. */
export function readRulesFile(env: Env): RulesFile {
  const named = env.INTERCONNECT_BOT_CONFIG?.trim();
  const path = named || CONFIG_DEFAULT;
  if (!existsSync(path)) {
    if (named)
      throw new SettingError(
        'INTERCONNECT_BOT_CONFIG',
        `there is no file ${shownPath(path)}.`,
        'Correct the path or remove it.',
      );
    return {};
  }
  let content: unknown;
  try {
    content = parseYaml(readFile(path)) ?? {};
  } catch (error) {
    if (error instanceof SettingError) throw error;
    throw new SettingError(
      path,
      'is not YAML.',
      error instanceof Error ? (error.message.split('\n')[0] ?? '') : '',
      error,
    );
  }
  const checked = fileSchema.safeParse(content);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  const key = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
  const where = key ? `${path}: ${key}` : path;
  const what = issue?.code === 'unrecognized_keys' ? 'unknown key.' : `${issue?.message ?? 'wrong'}.`;
  throw new SettingError(where, what, `Known keys: ${FILE_KEYS.join(', ')}.`);
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
