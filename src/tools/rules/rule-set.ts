import type { Rules } from '../../settings/rules.ts';

/** The rules of one file, and the account that it names. */
export type RuleSet = Pick<Rules, 'rules'> & { account: string | undefined };
