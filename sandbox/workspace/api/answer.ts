import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendJson } from '../send.ts';
import type { State } from '../state.ts';
import type { Json, WebFault } from '../types.ts';
import { call, record } from './call.ts';
import type { Methods } from './method.ts';

/** Answers one Web API call, or does to it what its fault says. */
export async function answerCall(
  state: State,
  more: Methods,
  name: string,
  args: Json,
  token: string,
  response: ServerResponse,
): Promise<void> {
  const fault = state.faults.ofCall(name) ?? state.rates?.refuse(name, args);
  const tell = (answer: Json | undefined) => {
    const { token: _token, ...rest } = args;
    state.traffic.tell({ kind: 'call', at: state.now(), method: name, args: rest, answer, fault });
  };
  if (fault === undefined || fault.kind === 'slow') {
    if (fault !== undefined) await sleep(fault.ms);
    const answer = call(state, name, args, token, more);
    tell(answer);
    const tells = state.options.tellsScopes ?? true;
    sendJson(response, 200, answer, tells ? { 'x-oauth-scopes': state.scopes.join() } : {});
    return;
  }
  if ('when' in fault && fault.when === 'after') tell(call(state, name, args, token, more));
  else {
    record(state, name, args, lost(fault));
    tell(undefined);
  }
  spoil(response, fault);
}

/** What is left of the answer. A call that hangs gets nothing: its caller leaves, or the server closes. */
function spoil(response: ServerResponse, fault: WebFault): void {
  if (fault.kind === 'reset') response.destroy();
  else if (fault.kind === 'error') {
    const { error, messages } = fault;
    sendJson(response, 200, { ok: false, error, ...(messages ? { response_metadata: { messages } } : {}) });
  } else if (fault.kind === 'status')
    sendJson(response, fault.status, { ok: false, error: lost(fault) }, retryAfter(fault.retryAfter));
}

/** How a call that was not done is remembered. */
function lost(fault: WebFault): string {
  if (fault.kind === 'status') return fault.status === 429 ? 'ratelimited' : `http_${fault.status}`;
  if (fault.kind === 'error') return fault.error;
  return fault.kind === 'reset' ? 'connection_reset' : fault.kind;
}

function retryAfter(seconds: number | undefined): Record<string, string> {
  return seconds === undefined ? {} : { 'retry-after': String(seconds) };
}
