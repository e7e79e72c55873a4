import { readAccounts, withRegions } from './accounts.ts';
import type { Env } from './env.ts';
import { type Rules, readRulesIn } from './rules.ts';
import { type RulesFile, readRulesFile } from './rules-file.ts';
import { SettingError } from './setting-error.ts';
import type { Settings } from './settings.ts';
import { readValues } from './values.ts';

type Running = Pick<Settings, 'expectedAccount' | 'accounts' | 'regions'>;

/**
 * The rules file as it is now, for a bot that runs with these settings. Throws SettingError for what is wrong in it, and
 * where it changes what only a start reads.
 */
export function rereadRules(env: Env, running: Running): Rules {
  const file = readRulesFile(env);
  const changed = changedIn(file, env, running);
  if (changed) {
    throw new SettingError(
      file.place(changed),
      'is not what the bot was started with, and is read at the start only.',
      'Restart the bot for it, or put it back.',
    );
  }
  return readRulesIn(file, env);
}

function changedIn(file: RulesFile, env: Env, { expectedAccount, accounts, regions }: Running) {
  if (file.content.account !== expectedAccount) return 'account';
  const { AWS_REGION, AWS_REGIONS = [] } = readValues(['AWS_REGION', 'AWS_REGIONS'], env, file);
  const [first = AWS_REGION, ...more] = AWS_REGIONS;
  const written = withRegions(readAccounts(file), [first, ...more], false);
  if (JSON.stringify(written) !== JSON.stringify(accounts)) return 'accounts';
  return accounts.length === 0 && [first, ...more].join() !== regions.join() ? 'regions' : undefined;
}
