import { createHash } from 'node:crypto';
import type { PersonOrGroup } from '../domain/rules/policy.ts';
import type { Settings } from './settings.ts';

/** What a process decides by and whether it spends: the settings that the house's trail keeps. */
export function decidingSettings(settings: Settings): Record<string, unknown> {
  const { quorum, approvalExpiryHours, expectedAccount, openRequestsPerPerson, frozen, dryRun } = settings;
  return {
    approvers: idsOf(settings.approvers),
    quorum,
    approvalExpiryHours,
    account: expectedAccount ?? null,
    requesters: idsOf(settings.requesters),
    openRequestsPerPerson,
    freeze: frozen,
    dryRun,
  };
}

/** Two processes in which this differs place nothing. */
export function hashOfRules({ approvers, quorum, approvalExpiryHours, expectedAccount }: Settings): string {
  const deciding = JSON.stringify([idsOf(approvers), quorum, approvalExpiryHours, expectedAccount ?? null]);
  return createHash('sha256').update(deciding).digest('hex');
}

function idsOf(named: readonly PersonOrGroup[]): string[] {
  return named.map(({ id }) => id).sort();
}
