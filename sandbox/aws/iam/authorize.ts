import { type Caller, roleArn } from '../callers.ts';
import { AwsError } from '../errors.ts';
import type { State } from '../state.ts';
import { accessesOf, type Called } from './access.ts';
import { allows } from './policy.ts';

/** Refuses a call of which the policy doesn't grant every part, in AWS's words, naming the first that is not granted. */
export function authorize(state: State, caller: Caller, called: Called): void {
  const denied = accessesOf(state, caller, called).find((access) => !allows(state.policy, access));
  if (denied === undefined) return;
  const { action, resource } = denied;
  throw new AwsError(
    'AccessDeniedException',
    `User: ${roleArn(caller)} is not authorized to perform: ${action} on resource: ${resource} ` +
      `because no identity-based policy allows the ${action} action`,
  );
}
