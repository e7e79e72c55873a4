import type { Person } from '../../domain/person.ts';
import type { Request, RequestEvent, RequestState } from '../../domain/request/request.ts';
import { STATUS } from '../../domain/request/status.ts';
import { transition } from '../../domain/request/transition.ts';
import type { Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';

export interface AdvanceOptions {
  actor: Person | null;
  lease?: Lease;
  /** When the new state calls for work, if not at once. Epoch milliseconds. */
  dueAt?: number;
  errorCode?: string | undefined;
  awsRequestId?: string | undefined;
  /** What the audit has to say besides the event: all that the lines about it are made of. */
  detail?: Record<string, unknown>;
}

/**
 * Moves a request along one event: state, audit row and redraw in the caller's transaction.
 * Returns the request as it now is, or undefined where the event can't happen in its state.
 */
export async function advance(
  tx: Tx,
  request: Request,
  event: RequestEvent,
  options: AdvanceOptions,
): Promise<Request | undefined> {
  const state = transition(request.state, event);
  if (!state) return undefined;
  const dueAt = dueIn(state, request, options.dueAt ?? tx.now);
  const saved = await tx.requests.put({ ...request, state, dueAt }, options.lease);
  const { type, at: _at, ...detail } = event;
  await tx.audit.add({
    requestId: request.id,
    actor: options.actor,
    event: type,
    revision: request.revision,
    fingerprint: request.fingerprint,
    errorCode: options.errorCode,
    awsRequestId: options.awsRequestId,
    detail: { ...detail, ...options.detail },
  });
  await tx.messages.redraw(request.id);
  return saved;
}

/** The earliest time a state calls for work; null where only people, or the listing of its Region, move it. */
function dueIn({ status }: RequestState, request: Request, workAt: number): number | null {
  const { due } = STATUS[status];
  return due === null ? null : due === 'soon' ? workAt : request.expiresAt;
}
