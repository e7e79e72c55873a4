import type { Account, Accounts } from '../domain/account.ts';
import { ROLE } from './accounts-schema.ts';
import type { RulesFile } from './rules-file.ts';
import { SettingError } from './setting-error.ts';

/** An account of the rules file, and how its credentials are had. */
export interface WrittenAccount {
  id: string;
  label: string | undefined;
  /** Without one it is ordered in by the bot's own credentials. */
  roleArn: string | undefined;
  externalId: string | undefined;
  /** Undefined: those of AWS_REGIONS. */
  regions: readonly string[] | undefined;
}

/** The same with the Regions that the form offers there. */
export type AccountSetting = Omit<WrittenAccount, 'regions'> & Pick<Account, 'regions'>;

/** The file's accounts; none where it names none. Throws SettingError for what is wrong with them by themselves. */
export function readAccounts(file: RulesFile): WrittenAccount[] {
  const { account, accounts = [], rules = [] } = file.content;
  if (accounts.length === 0) return [];
  if (account !== undefined)
    throw new SettingError(file.place('account'), 'has no effect beside accounts.', 'Remove one of them.');
  for (const [index, { id, label, role_arn, external_id }] of accounts.entries()) {
    const wrong = (key: string, what: string, todo: string) =>
      new SettingError(file.place('accounts', index, key), what, todo);
    const before = accounts.slice(0, index);
    if (before.some((one) => one.id === id))
      throw wrong('id', `${id} is there twice.`, 'Remove one of them.');
    const isCalled = (one: { label?: string | undefined }) =>
      label !== undefined && one.label?.toLowerCase() === label.toLowerCase();
    if (before.some(isCalled)) throw wrong('label', `"${label}" is there twice.`, 'Choose another name.');
    const owner = role_arn && ROLE.exec(role_arn)?.[1];
    if (owner && owner !== id)
      throw wrong(
        'role_arn',
        `is a role of account ${owner}, not of ${id}.`,
        "Give that account's own role.",
      );
    if (!role_arn && external_id !== undefined)
      throw wrong('external_id', 'has no effect without role_arn.', 'Give the role, or remove it.');
    if (!role_arn && before.some((one) => !one.role_arn))
      throw wrong(
        'id',
        `${id} has no role_arn, and neither has an account before it.`,
        "Only one can be that of the bot's own credentials: give the other its role.",
      );
  }
  const known = new Set(accounts.map(({ id }) => id));
  for (const [rule, { match }] of rules.entries())
    for (const [at, id] of (match?.account ?? []).entries())
      if (!known.has(id))
        throw new SettingError(
          file.place('rules', rule, 'match', 'account', at),
          `${id} is not among accounts.`,
          'Add it there, or remove it.',
        );
  return accounts.map(({ id, label, role_arn: roleArn, external_id: externalId, regions }) => ({
    id,
    label,
    roleArn,
    externalId,
    regions: regions && [...new Set(regions)],
  }));
}

/** Each with its Regions; `regions` are those of AWS_REGIONS. Throws SettingError where nobody goes by `regions` that are set. */
export function withRegions(
  written: readonly WrittenAccount[],
  regions: Account['regions'],
  isSet: boolean,
): AccountSetting[] {
  if (isSet && written.length > 0 && written.every((one) => one.regions))
    throw new SettingError('AWS_REGIONS', 'has no effect: each account names its own Regions.', 'Remove it.');
  return written.map((one) => {
    const [first = regions[0], ...more] = one.regions ?? regions;
    return { ...one, regions: [first, ...more] };
  });
}

/** What the form offers: the file's accounts, or the one that the bot's own credentials are for. */
export function offeredAccounts({
  accounts,
  expectedAccount,
  regions,
}: {
  accounts: readonly AccountSetting[];
  expectedAccount: string | undefined;
  regions: Account['regions'];
}): Accounts {
  const [first, ...more] = accounts;
  return first ? [first, ...more] : [{ id: expectedAccount ?? null, label: undefined, regions }];
}
