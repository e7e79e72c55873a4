import type { ServerResponse } from 'node:http';
import { AwsError } from './errors.ts';
import { failure, type Reply, success } from './reply.ts';
import type { AwsRequest } from './request.ts';
import type { AwsFault } from './types.ts';

/** Faults of calls that are carried out all the same, and answered whole. */
type Done = Extract<AwsFault, { kind: 'slow' | 'account' }>;

export function isDone(fault: AwsFault): fault is Done {
  return fault.kind === 'slow' || fault.kind === 'account';
}

/** Whether the operation is carried out before its answer is spoilt. Reading does no harm; making a port has to be asked for. */
export function isCarriedOut(operation: string, fault: AwsFault | undefined): boolean {
  if (!fault || isDone(fault)) return true;
  const answersWell = fault.kind === 'cut' || fault.kind === 'truncated' || fault.kind === 'empty';
  if (fault.made === 'late') return false;
  return fault.made ?? (answersWell && operation !== 'CreateInterconnect');
}

/** Whether an order is not carried out now but may be later. */
export function landsLate(operation: string, fault: AwsFault | undefined): boolean {
  return operation === 'CreateInterconnect' && fault !== undefined && !isDone(fault) && fault.made === 'late';
}

/** What the log says of a spoilt call. */
export function outcomeOf(fault: AwsFault | undefined, reply: Reply): string {
  if (!fault || isDone(fault)) return reply.outcome;
  return fault.kind === 'error' ? fault.name : fault.kind;
}

/** Sends the answer, or what the fault leaves of it. */
export function answer(response: ServerResponse, request: AwsRequest, reply: Reply, fault?: AwsFault): void {
  if (fault?.kind === 'slow') later(response, fault.ms, () => send(response, reply));
  else if (fault?.kind === 'cut') cut(response, reply);
  else if (fault?.kind === 'reset') response.socket?.resetAndDestroy();
  else if (fault?.kind !== 'hang') send(response, spoilt(request, reply, fault));
}

/** Faults that are whole answers of their own. */
function spoilt(request: AwsRequest, reply: Reply, fault: AwsFault | undefined): Reply {
  switch (fault?.kind) {
    case 'error':
      return failure(request.protocol, new AwsError(fault.name, fault.message ?? '', fault.status));
    case 'html': {
      const body = `<html><body><h1>${fault.status}</h1></body></html>`;
      return { ...reply, status: fault.status, contentType: 'text/html', body };
    }
    case 'truncated':
      return { ...reply, status: 200, body: half(reply.body) };
    case 'empty':
      return { ...reply, status: 200, body: '' };
    case 'instead':
      return success(request.protocol, request.operation, fault.answer);
    default:
      return reply;
  }
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, headersOf(reply)).end(reply.body);
}

/** Promises the whole body, sends half and goes. */
function cut(response: ServerResponse, reply: Reply): void {
  response.writeHead(200, headersOf(reply));
  response.write(half(reply.body), () => response.socket?.destroy());
}

function later(response: ServerResponse, ms: number, then: () => void): void {
  const timer = setTimeout(then, ms);
  response.once('close', () => clearTimeout(timer));
}

function headersOf(reply: Reply): Record<string, string | number> {
  return {
    'content-type': reply.contentType,
    'content-length': Buffer.byteLength(reply.body),
    'x-amzn-requestid': reply.requestId,
  };
}

function half(body: string): string {
  return body.slice(0, Math.ceil(body.length / 2));
}
