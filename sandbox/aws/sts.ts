import { randomBytes } from 'node:crypto';
import { type Caller, roleArn } from './callers.ts';
import { AwsError } from './errors.ts';
import { allows } from './iam/policy.ts';
import { type AwsRequest, inputOf } from './request.ts';
import type { State } from './state.ts';

const ROLE = /^arn:[a-z-]+:iam::(\d{12}):role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]+)$/;
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
/** Seconds. Every key here is itself a role's, and a role that a role has assumed lasts no longer. */
const LEAST = 900;
const MOST = 3600;

/** STS, as far as anybody here asks it: who am I, and what may I be? */
export function askSts(state: State, caller: Caller, request: AwsRequest): Record<string, unknown> {
  switch (request.operation) {
    case 'GetCallerIdentity':
      return { Arn: roleArn(caller), UserId: 'AROASANDBOX:sandbox', Account: caller.accountId };
    case 'AssumeRole':
      return assumeRole(state, caller, inputOf(request));
    default:
      throw new AwsError('InvalidAction', `Could not find operation ${request.operation}.`);
  }
}

/** Every session of a role that is out ends now. */
export function endSessionsOf({ keys, clock }: State, arn: string): void {
  const [, accountId, role] = ROLE.exec(arn) ?? [];
  for (const key of keys.values())
    if (key.sessionArn?.includes(`::${accountId}:assumed-role/${role}/`)) key.expiresAt = clock.now();
}

/** A new session of another role, if both sides allow it: the caller's policy, and the role's trust. */
function assumeRole(state: State, caller: Caller, input: Record<string, unknown>): Record<string, unknown> {
  const { RoleArn, RoleSessionName, ExternalId, DurationSeconds = MOST } = input;
  const [, accountId = '', name = ''] = matching('roleArn', RoleArn, ROLE);
  const [session = ''] = matching('roleSessionName', RoleSessionName, SESSION_NAME);
  if (ExternalId !== undefined) matching('externalId', ExternalId, EXTERNAL_ID);
  const seconds = Number(DurationSeconds);
  if (!(seconds >= LEAST && seconds <= MOST))
    throw new AwsError('ValidationError', `The requested DurationSeconds ${DurationSeconds} is not allowed.`);
  const role = state.roles.get(String(RoleArn));
  const access = { action: 'sts:AssumeRole', resource: String(RoleArn), requestTags: [], resourceTags: [] };
  const trusted =
    role !== undefined &&
    (role.trusts?.includes(caller.accountId) ?? true) &&
    (role.externalId === undefined || role.externalId === ExternalId);
  // One refusal for all of it: nobody learns which roles there are.
  if (!trusted || !allows(state.rolePolicy(), access)) {
    const what = `User: ${roleArn(caller)} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`;
    throw new AwsError('AccessDenied', what, 403);
  }
  const random = randomBytes(16).toString('hex');
  const sessionArn = `arn:${state.partition}:sts::${accountId}:assumed-role/${name}/${session}`;
  const accessKeyId = `ASIA${random.slice(0, 16).toUpperCase()}`;
  const expiresAt = state.clock.now() + seconds * 1000;
  const key = { accessKeyId, secretAccessKey: `secret-${random}`, sessionToken: `token-${random}` };
  state.keys.set(accessKeyId, { ...key, accountId, sessionArn, expiresAt });
  return {
    Credentials: {
      AccessKeyId: key.accessKeyId,
      SecretAccessKey: key.secretAccessKey,
      SessionToken: key.sessionToken,
      Expiration: new Date(expiresAt).toISOString(),
    },
    AssumedRoleUser: { AssumedRoleId: `AROASANDBOX:${session}`, Arn: sessionArn },
  };
}

function matching(member: string, value: unknown, pattern: RegExp): RegExpExecArray {
  const found = pattern.exec(String(value));
  if (found) return found;
  const what = `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint`;
  throw new AwsError('ValidationError', `${what}: Member must satisfy regular expression pattern.`);
}
