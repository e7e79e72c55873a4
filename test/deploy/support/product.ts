import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../../../src/settings/env.ts';
import { fileNameOf, NAMES, SECRETS, SETTINGS } from '../../../src/settings/table.ts';

// What the product says, for the files under deploy to be compared with.

/** How long a stop may take with the settings' defaults, in seconds: the last order, and what run.ts adds to it. */
export const STOP_SECONDS = Number(SETTINGS.CREATE_DEADLINE_SECONDS.standard) + 20;

/** Everything that the bot takes from its environment, and what the image and AWS's SDK have there besides. */
export const KNOWN = [
  ...NAMES,
  ...SECRETS.map(fileNameOf),
  'NODE_ENV',
  'NODE_COMPILE_CACHE',
  'MALLOC_ARENA_MAX',
  'MALLOC_MMAP_THRESHOLD_',
] as readonly string[];

const VALUES: Record<string, string> = {
  'slack-bot-token': 'xoxb-secret-1',
  'slack-app-token': 'xapp-secret-2',
  'slack-signing-secret': 'secret-3',
  'database-url': 'postgres://bot:pa55word@127.0.0.1/bot',
};

/** How a secret's file is called in every way of running the bot: SLACK_BOT_TOKEN_FILE ends in `/slack-bot-token`. */
export function fileOf(variable: string): string {
  return variable
    .replace(/_FILE$/, '')
    .toLowerCase()
    .replaceAll('_', '-');
}

/** The same environment with each secret's file in a folder of this machine. */
export function withFiles(env: Env, folder: string): Env {
  const own = mkdtempSync(join(folder, 'secrets-'));
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => {
      if (!name.endsWith('_FILE')) return [name, value];
      const path = join(own, fileOf(name));
      writeFileSync(path, `${VALUES[fileOf(name)]}\n`);
      return [name, path];
    }),
  );
}
