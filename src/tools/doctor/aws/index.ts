import type { Probe } from '../../../directconnect/probing/index.ts';
import { readAccounts } from '../../../settings/accounts.ts';
import { type Checking, createChecking } from '../checking.ts';
import { ok } from '../finding.ts';
import type { Known } from '../known.ts';
import type { Outside } from '../outside.ts';
import { checkAccount, type OneAccount } from './account.ts';
import { rightVerdict } from './rights.ts';

/** Whether the bot could order at AWS. Everything is read; what can't be tried is asked of IAM. */
export async function checkAws(known: Known, outside: Outside): Promise<Checking> {
  const checking = createChecking(outside.limitMs);
  const { without } = checking;
  const set = known.values('AWS_REGION', 'AWS_REGIONS', 'AWS_HEALTH', 'CLOUDTRAIL');
  const needsAccount = ['AWS clock', 'AWS credentials', 'AWS partner', 'AWS may', 'AWS order'];
  if (!set) {
    without('AWS_REGION and the other AWS settings', 'AWS account', ...needsAccount);
    return checking;
  }
  const home = set.AWS_REGION;
  let probe: Probe | undefined;
  for (const account of accountsOf(known, set.AWS_REGIONS ?? [home])) {
    const asked = await checkAccount(checking, account, { known, outside, home });
    probe ??= asked;
  }
  if (probe) await checkOptional(checking, probe, set, home);
  return checking;
}

/** The accounts of the rules file, each by its role, or the one that the bot's own credentials are for. */
function accountsOf(known: Known, regions: readonly string[]): OneAccount[] {
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

/** What takes rights of its own, where it is switched on. */
async function checkOptional(
  { check, note }: Checking,
  probe: Probe,
  { AWS_HEALTH: health, CLOUDTRAIL: trail }: { AWS_HEALTH: boolean; CLOUDTRAIL: boolean },
  home: string,
): Promise<void> {
  const off = (setting: string) => ok(`${setting} is off.`);
  const policy = 'docs/iam-policy-optional.json';
  if (!health) note('AWS Health', off('AWS_HEALTH'));
  else
    await check('AWS Health', async () =>
      rightVerdict(await probe.health(), { policy, setting: 'AWS_HEALTH' }),
    );
  if (!trail) note('CloudTrail', off('CLOUDTRAIL'));
  else
    await check('CloudTrail', async () =>
      rightVerdict(await probe.trail(home), { policy, setting: 'CLOUDTRAIL' }),
    );
}
