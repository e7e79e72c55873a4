import { type Caller, callerOf } from './callers.ts';
import { checkDate } from './clock.ts';
import { AwsError } from './errors.ts';
import { authorize } from './iam/authorize.ts';
import { SIMULATE, simulate } from './iam/simulate.ts';
import { checkMembers } from './members.ts';
import { operations } from './operations/index.ts';
import { failure, type Reply, success } from './reply.ts';
import { type AwsRequest, inputOf } from './request.ts';
import { type State, serverTime } from './state.ts';
import { askSts } from './sts.ts';

/** Carries out one request, for another account than its key's if one is given; whatever it comes to is a reply. */
export function dispatch(state: State, request: AwsRequest, accountId?: string): Reply {
  try {
    const signer = callerOf(state.keys, state.partition, request, state.clock.now());
    const caller = accountId === undefined ? signer : { ...signer, accountId };
    if (state.clockOffset !== undefined) checkDate(request, serverTime(state));
    const answer =
      request.protocol === 'query' ? askedByForm(state, caller, request) : carriedOut(state, caller, request);
    return success(request.protocol, request.operation, answer);
  } catch (error) {
    if (error instanceof AwsError) return failure(request.protocol, error);
    throw error;
  }
}

/** Those that speak the query protocol: IAM as far as it is here, and STS. */
function askedByForm(state: State, caller: Caller, request: AwsRequest): Record<string, unknown> {
  return request.operation === SIMULATE
    ? simulate(state, caller, inputOf(request))
    : askSts(state, caller, request);
}

function carriedOut(state: State, caller: Caller, request: AwsRequest): Record<string, unknown> {
  const operation = request.service && operations[request.service].get(request.operation);
  if (!operation || !request.service) throw new AwsError('UnknownOperationException', '');
  const input = inputOf(request);
  checkMembers(request.service, request.operation, input);
  authorize(state, caller, { service: request.service, operation: request.operation, input });
  return operation(state, caller, input);
}
