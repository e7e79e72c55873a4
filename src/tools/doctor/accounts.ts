import type { AccountAccess } from '../../directconnect/calls/purses.ts';
import { readAccounts } from '../../settings/accounts.ts';
import type { Known } from './known.ts';

/** An account that is ordered in. */
export interface OneAccount {
  /** Its role where there are several; undefined: whichever the bot's own credentials are for. */
  access: AccountAccess | undefined;
  /** What the rules file says that it is. */
  expected: string | undefined;
  regions: readonly string[];
  /** What it is called in the lines; undefined where there is but one. */
  label: string | undefined;
}

/**
 * The accounts of the rules file, each by its role, or the one that the bot's own credentials are for; `regions` are those of
 * AWS_REGIONS.
 */
export function accountsOf(known: Known, regions: readonly string[]): OneAccount[] {
  const written = known.right(readAccounts) ?? [];
  if (written.length === 0)
    return [{ access: undefined, expected: known.file?.content.account, regions, label: undefined }];
  return written.map(({ id, label = id, roleArn, externalId, regions: own = regions }) => ({
    access: { id, roleArn, externalId },
    expected: id,
    regions: own,
    label,
  }));
}
