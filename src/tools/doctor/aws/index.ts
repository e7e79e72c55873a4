import { createProbe, ENDS_SOON_MS, type Probe } from '../../../directconnect/probing/index.ts';
import { utc } from '../../../words/time.ts';
import { type Checking, createChecking } from '../checking.ts';
import { clockVerdict } from '../clocks.ts';
import { notChecked, ok, type Verdict, wrong } from '../finding.ts';
import type { Known } from '../known.ts';
import type { Outside } from '../outside.ts';
import { checkRegion } from './region.ts';
import { rightVerdict } from './rights.ts';

/** Whether the bot could order at AWS. Everything is read; what can't be tried is asked of IAM. */
export async function checkAws(known: Known, outside: Outside): Promise<Checking> {
  const checking = createChecking(outside.limitMs);
  const { check, note, without } = checking;
  const set = known.values('AWS_REGION', 'AWS_REGIONS', 'AWS_HEALTH', 'CLOUDTRAIL');
  const needsAccount = ['AWS clock', 'AWS credentials', 'AWS partner', 'AWS may', 'AWS order'];
  if (!set) {
    without('AWS_REGION and the other AWS settings', 'AWS account', ...needsAccount);
    return checking;
  }
  const home = set.AWS_REGION;
  const probe = createProbe(home, outside.monotonic, { proxyEnv: known.env });
  const expected = known.file?.content.account;
  const caller = await check('AWS account', async () => {
    const found = await probe.caller();
    return { ...accountVerdict(found, expected, known.file !== undefined), found };
  });
  if (!caller) {
    without('AWS account', ...needsAccount);
    return checking;
  }
  const { answered } = caller;
  note(
    'AWS clock',
    answered ? clockVerdict(answered.awsAt, answered.at) : notChecked('the answer has no Date.'),
  );
  note('AWS credentials', credentialsVerdict(caller.endsAt, outside.now()));
  for (const region of set.AWS_REGIONS ?? [home])
    await checkRegion(checking, probe, { region, caller, expected });
  await checkOptional(checking, probe, set, home);
  return checking;
}

function accountVerdict(
  { accountId, arn }: { accountId: string; arn: string },
  expected: string | undefined,
  isRead: boolean,
): Verdict {
  if (expected !== undefined && expected !== accountId)
    return wrong(
      `the credentials are account ${accountId}'s (${arn}), the rules file names ${expected}. Give the bot that account's.`,
      'aws sts get-caller-identity',
      'docs/aws.md, The role, step by step',
    );
  const named = expected
    ? 'the one that the rules file names'
    : isRead
      ? 'the rules file names none, so any would do'
      : 'what the rules file names could not be read';
  return ok(
    `${accountId}, ${named} (${arn}).`,
    ...(expected ? [] : [`account: "${accountId}"  in the rules file`]),
  );
}

function credentialsVerdict(endsAt: number | undefined, now: number): Verdict {
  if (endsAt === undefined) return ok('do not end by themselves.');
  if (endsAt - now > ENDS_SOON_MS) return ok(`hold until ${utc(endsAt)}.`);
  return wrong(
    `end at ${utc(endsAt)}, and resolving them anew gave none that last longer. Renew them, or give the bot a role.`,
    'docs/aws.md, The role, step by step',
  );
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
