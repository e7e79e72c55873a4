import type { Refused } from '../../../directconnect/probing/index.ts';
import type { Tried } from '../../../directconnect/probing/try-actions.ts';
import { notChecked, ok, type Verdict, wrong } from '../finding.ts';

const POLICY = 'docs/iam-policy.json';

/** What trying a service of its own came to. */
export function rightVerdict(
  refused: Refused | undefined,
  { policy, setting }: { policy: string; setting: string },
): Verdict {
  if (!refused) return ok('answers.');
  const { code, message } = refused;
  return wrong(
    `refuses the bot (${code}): ${message} Give its role the rights of ${policy}, or take ${setting} out.`,
    `aws iam put-role-policy --role-name ROLE --policy-name interconnect-bot-more --policy-document file://${policy}`,
  );
}

/** What trying every call that has no effect came to. */
export function actionsVerdict(
  tried: readonly Tried[],
  { region, policySource }: { region: string; policySource: string | undefined },
): Verdict {
  const bad = tried.filter((one) => one.kind !== 'answered');
  const denied = bad.filter(({ kind }) => kind === 'denied').map(({ action }) => `directconnect:${action}`);
  if (denied.length > 0)
    return wrong(
      `AWS denies the role ${denied.join(', ')}. Give it the rights of ${POLICY}.`,
      putPolicy(policySource),
      'An SCP or a permissions boundary can deny as well: AWS Organizations, Policies',
    );
  const [failed] = bad;
  if (failed && 'message' in failed)
    return wrong(
      `${failed.action} failed (${failed.code}): ${failed.message}`,
      `aws directconnect ${dashed(failed.action)} --region ${region}`,
    );
  return ok(`${tried.map(({ action }) => action).join(', ')}.`);
}

/** What IAM's simulation came to, or what to run by hand where the bot's role may not ask it. */
export function orderVerdict(
  simulated: { kind: 'told'; missing: string[] } | { kind: 'not_told'; code: string; message: string },
  { policySource = 'ROLE_ARN' }: { policySource: string | undefined },
): Verdict {
  if (simulated.kind === 'not_told')
    return notChecked(
      `CreateInterconnect can't be tried without ordering, and IAM was not asked (${simulated.code}).`,
      'As somebody who may: aws iam simulate-principal-policy ' +
        `--policy-source-arn ${policySource} --action-names directconnect:CreateInterconnect directconnect:TagResource ` +
        '--context-entries ContextKeyName=aws:RequestTag/interconnect-bot:request-id,ContextKeyType=string,ContextKeyValues=ic-0000000000',
      'Or give the role the rights of docs/iam-policy-doctor.json',
    );
  const { missing } = simulated;
  if (missing.length === 0)
    return ok("CreateInterconnect with the bot's tag and TagResource, says IAM. Nothing was ordered.");
  return wrong(
    `IAM would refuse ${missing.join(' and ')} to ${policySource}. Give it the rights of ${POLICY}.`,
    putPolicy(policySource),
  );
}

function putPolicy(role = 'ROLE'): string {
  const name = role.slice(role.lastIndexOf('/') + 1);
  return `aws iam put-role-policy --role-name ${name} --policy-name interconnect-bot --policy-document file://${POLICY}`;
}

function dashed(action: string): string {
  return action.replaceAll(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();
}
