import type { Env } from '../../settings/env.ts';
import { rulesJsonSchema } from '../../settings/json-schema.ts';
import { readRulesAlone } from '../../settings/rules.ts';
import { rulesPath } from '../../settings/rules-file.ts';
import { SettingError } from '../../settings/setting-error.ts';
import type { Answer } from './answer.ts';
import { readCases } from './cases.ts';
import { checked } from './check.ts';
import { HELP, readCommandLine, UsageError } from './command-line.ts';
import { explained } from './explain.ts';
import { tried } from './try-cases.ts';

/** `npm run rules`: the rules file, offline. Asks neither Slack nor AWS, and opens no database. */
export function runRules(args: string[], env: Env): Answer {
  try {
    const asked = readCommandLine(args);
    switch (asked.command) {
      case 'help':
        return { code: 0, text: HELP };
      case 'schema':
        return { code: 0, text: JSON.stringify(rulesJsonSchema(), undefined, 2) };
      case 'check':
        return checked(env);
      case 'explain':
        return explained(readRulesAlone(env), asked.order);
      case 'test':
        return tried(readRulesAlone(env), readCases(asked.file, rulesPath(env)));
    }
  } catch (error) {
    if (error instanceof UsageError) return { code: 2, text: `${error.message}\n\n${HELP}` };
    if (error instanceof SettingError) return { code: 2, text: error.message };
    throw error;
  }
}
