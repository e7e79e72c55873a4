import { randomUUID } from 'node:crypto';
import type { State } from './state.ts';

/** Notes a call to Direct Connect as CloudTrail does: it shows in its history some minutes later. */
export function recordCall(
  state: State,
  { accountId, region }: { accountId: string; region: string },
  eventName: string,
  requestParameters: Record<string, unknown>,
  userIdentity: Record<string, unknown>,
): void {
  const eventTime = state.clock.now();
  const eventId = randomUUID();
  state.trail.push({ eventId, accountId, region, eventName, eventTime, userIdentity, requestParameters });
}

/** Who a role's session is to CloudTrail, by the session's ARN. Source: CloudTrail user guide, userIdentity. */
export function roleIdentity(arn: string): Record<string, unknown> {
  const [role = '', session = ''] = arn.split('/').slice(1);
  const [, , , , accountId = ''] = arn.split(':');
  return {
    type: 'AssumedRole',
    principalId: `AROASANDBOX:${session}`,
    arn,
    accountId,
    sessionContext: { sessionIssuer: { type: 'Role', userName: role, accountId } },
  };
}
