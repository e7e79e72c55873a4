import { AwsError } from './errors.ts';
import { operations } from './operations/index.ts';
import { failure, type Reply, success } from './reply.ts';
import { type AwsRequest, inputOf } from './request.ts';
import type { State } from './state.ts';

/** The only key that is let in. The secret is not checked: no test turns on it. */
export const ACCESS_KEY_ID = 'AKIDSANDBOX';
export const SECRET_ACCESS_KEY = 'sandbox-secret';

/** Carries out one request; whatever it comes to is a reply. */
export function dispatch(state: State, request: AwsRequest): Reply {
  try {
    const answer = request.protocol === 'query' ? identity(state, request) : directConnect(state, request);
    return success(request.protocol, request.operation, answer);
  } catch (error) {
    if (error instanceof AwsError) return failure(request.protocol, error);
    throw error;
  }
}

function directConnect(state: State, request: AwsRequest): Record<string, unknown> {
  if (request.accessKeyId === undefined) {
    throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  }
  if (request.accessKeyId !== ACCESS_KEY_ID) {
    throw new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  }
  const operation = operations.get(request.operation);
  if (!operation) throw new AwsError('UnknownOperationException', '');
  return operation(state, request.region, inputOf(request));
}

/** STS, as far as anybody here asks it: who am I? */
function identity(state: State, request: AwsRequest): Record<string, unknown> {
  if (request.accessKeyId !== ACCESS_KEY_ID) {
    throw new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
  }
  if (request.operation !== 'GetCallerIdentity') {
    throw new AwsError('InvalidAction', `Could not find operation ${request.operation}.`);
  }
  return {
    Arn: `arn:aws:sts::${state.accountId}:assumed-role/interconnect-bot/sandbox`,
    UserId: 'AROASANDBOX:sandbox',
    Account: state.accountId,
  };
}
