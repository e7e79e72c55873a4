import type { StoredInterconnect } from '../../../../sandbox/aws/types.ts';
import { type Evidence, must, SEARCHING } from './evidence.ts';

/** Whatever is ordered is at AWS, belongs to that request alone; what others still look for is watched where ports are taken. */
export function orderedPortsAreOwn(all: readonly Evidence[], ports: readonly StoredInterconnect[]): void {
  const holders = new Map<string, string>();
  for (const { asked, request, port } of all) {
    const { state } = request;
    if (state.status !== 'ordered' && state.status !== 'closed') {
      must(port === undefined, `${asked.id} is ${state.status} and holds ${port?.interconnectId}.`);
      continue;
    }
    const { interconnectId } = state;
    must(
      port?.interconnectId === interconnectId,
      `${asked.id} shows ${interconnectId} and holds ${port?.interconnectId}.`,
    );
    const there = ports.find((one) => one.interconnectId === interconnectId);
    must(there !== undefined, `${asked.id} has ${interconnectId}, which AWS doesn't have.`);
    must(
      (there.interconnectState === 'deleted') === (state.status === 'closed'),
      `${asked.id} is ${state.status}, its port is ${there.interconnectState}.`,
    );
    must(
      !holders.has(interconnectId),
      `${interconnectId} belongs to ${holders.get(interconnectId)} and to ${asked.id}.`,
    );
    holders.set(interconnectId, asked.id);
  }
}

/** No port is lost: each with our tag is its request's port, or still searched for, or was announced, or is deleted. */
export function portsAreAccountedFor({ asked, request, port, tagged, strays }: Evidence): void {
  for (const { interconnectId, interconnectState } of tagged) {
    const known = port?.interconnectId === interconnectId || strays.has(interconnectId);
    must(
      known || SEARCHING.has(request.state.status) || interconnectState === 'deleted',
      `${interconnectId} bears the tag of ${asked.id}, which is ${request.state.status}; nobody was told.`,
    );
  }
}

/** What an attempt is said to have come to is what it came to at AWS. */
export function outcomesAreTrue({ asked, attempts, calls }: Evidence): void {
  for (const { number, outcome } of attempts) {
    const call = calls.find(({ attempt }) => attempt === number);
    const said = `${asked.id}, attempt ${number} is called ${outcome}`;
    must(outcome !== null, `${said}: nobody closed it.`);
    if (outcome === 'not_sent') must(call === undefined, `${said}, and AWS got it.`);
    if (outcome === 'refused' || outcome === 'throttled')
      must(
        call !== undefined && call.interconnectId === undefined,
        `${said}, and AWS made ${call?.interconnectId}.`,
      );
    if (outcome === 'created') must(call?.interconnectId !== undefined, `${said}, and AWS made nothing.`);
  }
}
