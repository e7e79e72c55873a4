import { createProbe, ENDS_SOON_MS, type Probe } from '../../../directconnect/probing/index.ts';
import { utc } from '../../../words/time.ts';
import type { OneAccount } from '../accounts.ts';
import type { Checking } from '../checking.ts';
import { clockVerdict } from '../clocks.ts';
import { notChecked, ok, type Verdict, wrong } from '../finding.ts';
import type { Known } from '../known.ts';
import type { Outside } from '../outside.ts';
import { checkRegion } from './region.ts';

/** Whose the credentials are, whether they last, and what has to hold in each Region; the probe by which that was asked. */
export async function checkAccount(
  { check, note, without, ...checking }: Checking,
  { access, expected, regions, label }: OneAccount,
  { known, outside, home }: { known: Known; outside: Outside; home: string },
): Promise<Probe | undefined> {
  const named = (name: string, region?: string) => {
    const more = [label, region].filter((one) => one !== undefined);
    return more.length > 0 ? `${name} (${more.join(', ')})` : name;
  };
  const options = { proxyEnv: known.env, ...(access ? { account: access } : {}) };
  const probe = createProbe(home, outside.monotonic, options);
  const caller = await check(named('AWS account'), async () => {
    const found = await probe.caller();
    return { ...accountVerdict(found, expected, known.file !== undefined), found };
  });
  if (!caller) {
    const names = ['AWS clock', 'AWS credentials', 'AWS partner', 'AWS may', 'AWS order'];
    without(named('AWS account'), ...names.map((name) => named(name)));
    return undefined;
  }
  const { answered } = caller;
  note(
    named('AWS clock'),
    answered ? clockVerdict(answered.awsAt, answered.at) : notChecked('the answer has no Date.'),
  );
  note(named('AWS credentials'), credentialsVerdict(caller.endsAt, outside.now()));
  for (const region of regions) {
    const given = { region, caller, expected, named: (name: string) => named(name, region) };
    await checkRegion({ check, note, without, ...checking }, probe, given);
  }
  return probe;
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
