import { approversIn, askersIn, notifiedIn, requestersIn } from '../domain/rules/named.ts';
import type { PersonOrGroup } from '../domain/rules/policy.ts';
import { hashOfRules } from './deciding.ts';
import type { Rules } from './rules.ts';
import type { Settings } from './settings.ts';

/** Rules as they hold, with all that follows from them. */
export interface InForce extends Rules {
  /** Whom they name, and where. */
  named: {
    approvers: readonly PersonOrGroup[];
    requesters: readonly PersonOrGroup[];
    askers: readonly PersonOrGroup[];
    notified: readonly PersonOrGroup[];
    namedAt: Rules['namedAt'];
  };
  /** What processes are compared by. */
  hash: string;
}

/** What rules come to beside the settings that only a start reads. */
export function inForce(
  { rules, namedAt, prices, alarms, sites }: Rules,
  { expectedAccount, accounts }: Pick<Settings, 'expectedAccount' | 'accounts'>,
): InForce {
  return {
    rules,
    namedAt,
    prices,
    alarms,
    sites,
    named: {
      approvers: approversIn(rules),
      requesters: requestersIn(rules),
      askers: askersIn(rules),
      notified: notifiedIn(rules),
      namedAt,
    },
    hash: hashOfRules({ rules, expectedAccount, accounts }),
  };
}
