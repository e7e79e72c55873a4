import type { RequestListener } from 'node:http';
import { keyOf } from './callers.ts';
import type { Calls } from './calls.ts';
import { dispatch } from './dispatch.ts';
import type { AwsFaults } from './faults.ts';
import { SIMULATE } from './iam/simulate.ts';
import type { Landings } from './landings.ts';
import { success } from './reply.ts';
import { type AwsRequest, inputOf, readRequest } from './request.ts';
import { answer, isCarriedOut, landsLate, outcomeOf } from './spoil.ts';
import { type State, serverTime } from './state.ts';
import type { AwsCall } from './types.ts';

/** What is left to spoil when a call is not carried out: an answer about no port at all. */
const NO_PORT = { interconnectId: 'dxcon-00000000', interconnectState: 'requested' };

/** Reads a call, carries it out, writes it down, and answers it or spoils the answer: in that order. */
export function serve(state: State, calls: Calls, faults: AwsFaults, landings: Landings): RequestListener {
  return async (message, response) => {
    const request = await readRequest(message);
    if (!request) return;
    const fault = faults.ofCall(request);
    const before = state.interconnects.length;
    const isDone = isCarriedOut(request.operation, fault);
    const reply = isDone
      ? dispatch(state, request, fault?.kind === 'account' ? fault.accountId : undefined)
      : success(request.protocol, request.operation, NO_PORT);
    const call: AwsCall = {
      at: state.clock.now(),
      awsRequestId: reply.requestId,
      operation: request.operation,
      region: request.region,
      input: inputForLog(request),
      outcome: outcomeOf(fault, reply),
      interconnectId: state.interconnects[before]?.interconnectId,
      accessKeyId: request.accessKeyId,
      accountId: keyOf(state.keys, request)?.accountId,
      userAgent: request.userAgent,
      amzDate: request.amzDate,
    };
    if (landsLate(request.operation, fault)) landings.add(state, request, call);
    calls.record(call);
    const service = request.service ?? (request.operation === SIMULATE ? 'iam' : 'sts');
    calls.exchanges.tell({ call, service, answer: isDone ? reply.body : undefined, fault });
    response.setHeader('date', new Date(serverTime(state)).toUTCString());
    // By this the SDK leaves its clock alone, and takes no error for one that comes of it: nobody judges signatures.
    if (state.clockOffset === undefined) response.setHeader('age', '0');
    answer(response, request, reply, fault);
  };
}

function inputForLog(request: AwsRequest): Record<string, unknown> {
  try {
    return inputOf(request);
  } catch {
    return {};
  }
}
