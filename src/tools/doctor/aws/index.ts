import type { Probe } from '../../../directconnect/probing/index.ts';
import { accountsOf, type OneAccount } from '../accounts.ts';
import { type Checking, createChecking } from '../checking.ts';
import { ok } from '../finding.ts';
import type { Known } from '../known.ts';
import type { Outside } from '../outside.ts';
import { checkAccount } from './account.ts';
import { rightVerdict } from './rights.ts';

/** What takes rights of its own, where it is switched on: asked in each account, as the bot does. */
const OPTIONAL = [
  { name: 'AWS Health', setting: 'AWS_HEALTH', ask: (probe: Probe) => probe.health() },
  { name: 'CloudTrail', setting: 'CLOUDTRAIL', ask: (probe: Probe, region: string) => probe.trail(region) },
] as const;
const POLICY = 'docs/iam-policy-optional.json';

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
  for (const account of accountsOf(known, set.AWS_REGIONS ?? [home])) {
    const probe = await checkAccount(checking, account, { known, outside, home });
    if (probe) await checkOptional(checking, probe, set, account);
  }
  for (const { name, setting } of OPTIONAL) if (!set[setting]) checking.note(name, ok(`${setting} is off.`));
  return checking;
}

async function checkOptional(
  { check }: Checking,
  probe: Probe,
  set: Readonly<Record<(typeof OPTIONAL)[number]['setting'], boolean>>,
  { label, regions: [region = ''] }: OneAccount,
): Promise<void> {
  for (const { name, setting, ask } of OPTIONAL) {
    if (!set[setting]) continue;
    await check(label === undefined ? name : `${name} (${label})`, async () =>
      rightVerdict(await ask(probe, region), { policy: POLICY, setting }),
    );
  }
}
