import type { Env } from './env.ts';
import { type Rules, readRulesIn } from './rules.ts';
import { readRulesFile } from './rules-file.ts';
import { SettingError } from './setting-error.ts';
import type { Settings } from './settings.ts';
import { readValues } from './values.ts';

/**
 * The rules file as it is now, for a bot that runs with these settings. Throws SettingError for what is wrong in it, and
 * where it changes what only a start reads.
 */
export function rereadRules(env: Env, running: Pick<Settings, 'expectedAccount' | 'regions'>): Rules {
  const file = readRulesFile(env);
  const { AWS_REGION, AWS_REGIONS = [AWS_REGION] } = readValues(['AWS_REGION', 'AWS_REGIONS'], env, file);
  const changed =
    file.content.account !== running.expectedAccount
      ? 'account'
      : AWS_REGIONS.join() !== running.regions.join()
        ? 'regions'
        : undefined;
  if (changed) {
    throw new SettingError(
      file.place(changed),
      'is not what the bot was started with, and is read at the start only.',
      'Restart the bot for it, or put it back.',
    );
  }
  return readRulesIn(file, env);
}
