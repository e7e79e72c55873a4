import { PROCESS_GONE_MS } from '../../actions/placing/hold.ts';
import { UnfitStoreError } from '../../interfaces/errors.ts';
import { reasonOf } from '../../process/open-store.ts';
import { createRedact, secretsIn } from '../../process/redact.ts';
import type { Env } from '../../settings/env.ts';
import { NO_FILE } from '../../settings/rules-file.ts';
import { SettingError } from '../../settings/setting-error.ts';
import { readValues } from '../../settings/values.ts';
import { moveStore } from '../../store/moving/move-store.ts';
import type { Answer } from '../answer.ts';

const HELP = `npm run migrate-store -- file:PATH postgres://...: takes a SQLite store to an empty PostgreSQL database.

Stop all bots first. What arrives is compared with what was there: rows and a digest of each table, the audit's chains.
At its end the file is marked as moved, and no bot starts on it any more. Whatever interrupts it, run it again.

DATABASE_TLS holds for the database, as it does for the bot; PGPASSWORD keeps the password out of the command line.
Ends with 0 if everything is there; with 1 if it may not be moved, and nothing was; with 2 where that could not be found out.`;

/** `npm run migrate-store`: from SQLite to PostgreSQL, once. `tell` is called with each step. */
export async function runMigrateStore(
  args: readonly string[],
  env: Env,
  tell: (line: string) => void,
): Promise<Answer> {
  if (args.includes('--help')) return { code: 0, text: HELP };
  const [from = '', to = ''] = args;
  if (args.length !== 2 || !/^file:.+/.test(from) || !/^postgres(ql)?:\/\//.test(to))
    return { code: 2, text: `It takes two addresses: file:PATH and postgres://....\n\n${HELP}` };
  const redact = createRedact([...secretsIn(env), ...secretsIn({ DATABASE_URL: to })]);
  try {
    const { DATABASE_TLS: tls } = readValues(['DATABASE_TLS'], env, NO_FILE);
    const path = from.slice('file:'.length);
    const { kind, place } = await moveStore({
      from: path,
      to: { url: to, tls },
      goneMs: PROCESS_GONE_MS,
      now: Date.now,
      tell,
    });
    const what = kind === 'moved' ? 'Everything is' : 'Everything was moved before, and is';
    return { code: 0, text: `${what} in ${place}. Set DATABASE_URL to it, and start the bot.` };
  } catch (error) {
    if (error instanceof UnfitStoreError) return { code: 1, text: redact(`${error.message}. ${error.todo}`) };
    if (error instanceof SettingError) return { code: 2, text: redact(error.message) };
    return { code: 2, text: redact(`Nothing was moved (${reasonOf(error)}). Mend that, and run it again.`) };
  }
}
