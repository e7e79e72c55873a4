import { UnfitStoreError } from '../../interfaces/errors.ts';
import { reasonOf } from '../../process/open-store.ts';
import type { Env } from '../../settings/env.ts';
import { NO_FILE } from '../../settings/rules-file.ts';
import { SettingError } from '../../settings/setting-error.ts';
import { readValues } from '../../settings/values.ts';
import { bringUpToDate } from '../../store/bring-up-to-date.ts';
import type { Answer } from '../answer.ts';

const HELP = `npm run migrate -- [--help]: brings the schema of the store that DATABASE_URL names up to date, and starts no bot.

DATABASE_URL and DATABASE_TLS are read as the bot reads them. On PostgreSQL that user has to own the store.
Ends with 0 if the schema is up to date; with 1 if it may not be changed; with 2 where that could not be found out.`;

/** `npm run migrate`: the schema of the store that DATABASE_URL names; starts no bot. */
export async function runMigrate(args: readonly string[], env: Env): Promise<Answer> {
  if (args.includes('--help')) return { code: 0, text: HELP };
  if (args.length > 0) return { code: 2, text: `It takes nothing but settings.\n\n${HELP}` };
  try {
    const { DATABASE_URL: url, DATABASE_TLS: tls } = readValues(
      ['DATABASE_URL', 'DATABASE_TLS'],
      env,
      NO_FILE,
    );
    const { from, to } = await bringUpToDate({ url, tls });
    const text =
      from === to
        ? `The schema has version ${to}: nothing to do.`
        : `The schema was brought from version ${from} to ${to}.`;
    return { code: 0, text };
  } catch (error) {
    if (error instanceof SettingError) return { code: 2, text: error.message };
    if (error instanceof UnfitStoreError)
      return { code: 1, text: `DATABASE_URL: ${error.message}. ${error.todo}` };
    return { code: 2, text: `DATABASE_URL: nothing was changed (${reasonOf(error)}).` };
  }
}
