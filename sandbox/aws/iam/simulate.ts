import { type Caller, roleArn } from '../callers.ts';
import { AwsError } from '../errors.ts';
import type { State } from '../state.ts';
import type { Tag } from '../tags.ts';
import { allows } from './policy.ts';

/** IAM's one operation that is answered here. */
export const SIMULATE = 'SimulatePrincipalPolicy';
const REQUEST_TAG = 'aws:RequestTag/';

/** Whether the policy would let actions through, by what the caller says that a request would carry. Nothing is done. */
export function simulate(
  state: State,
  caller: Caller,
  input: Record<string, unknown>,
): Record<string, unknown> {
  const resource = String(input.PolicySourceArn);
  const access = { action: `iam:${SIMULATE}`, resource, requestTags: [], resourceTags: [] };
  if (!allows(state.policy, access)) {
    const what = `User: ${roleArn(caller)} is not authorized to perform: iam:${SIMULATE} on resource: ${resource}`;
    throw new AwsError('AccessDenied', what, 403);
  }
  const own = `arn:${caller.partition}:iam::${caller.accountId}:role/interconnect-bot`;
  if (resource !== own) throw new AwsError('NoSuchEntity', `The role ${resource} cannot be found.`, 404);
  const requestTags = tagsIn(input);
  const results = listed(input, 'ActionNames').flatMap((action) =>
    (listed(input, 'ResourceArns').length > 0 ? listed(input, 'ResourceArns') : ['*']).map((on) => ({
      EvalActionName: action,
      EvalResourceName: on,
      EvalDecision: allows(state.policy, { action, resource: on, requestTags, resourceTags: [] })
        ? 'allowed'
        : 'implicitDeny',
    })),
  );
  return { EvaluationResults: results, IsTruncated: false };
}

/** A list of the query protocol: `ActionNames.member.1` and so on. */
function listed(input: Record<string, unknown>, name: string): string[] {
  const found: string[] = [];
  for (let at = 1; `${name}.member.${at}` in input; at += 1)
    found.push(String(input[`${name}.member.${at}`]));
  return found;
}

function tagsIn(input: Record<string, unknown>): Tag[] {
  const found: Tag[] = [];
  for (let at = 1; `ContextEntries.member.${at}.ContextKeyName` in input; at += 1) {
    const key = String(input[`ContextEntries.member.${at}.ContextKeyName`]);
    const value = String(input[`ContextEntries.member.${at}.ContextKeyValues.member.1`] ?? '');
    if (key.startsWith(REQUEST_TAG)) found.push({ key: key.slice(REQUEST_TAG.length), value });
  }
  return found;
}
