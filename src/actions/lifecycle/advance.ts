import type { Person } from '../../domain/person.ts';
import { dueAt } from '../../domain/request/due.ts';
import type { Fact, Note, RequestEvent } from '../../domain/request/fact.ts';
import { linesOf } from '../../domain/request/lines.ts';
import type { Request } from '../../domain/request/request.ts';
import { transition } from '../../domain/request/transition.ts';
import type { Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';

export interface NoteOptions {
  /** Null where the bot itself acts. */
  actor: Person | null;
  errorCode?: string | undefined;
  awsRequestId?: string | undefined;
}

export interface AdvanceOptions extends NoteOptions {
  lease?: Lease;
  /** When the new state calls for work, if not at once. Epoch milliseconds. */
  dueAt?: number;
}

/**
 * Moves a request along one event: state, audit row, lines and redraw in the caller's transaction.
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
  const next = dueAt(state, request, options.dueAt ?? tx.now, tx.now);
  const saved = await tx.requests.put({ ...request, state, dueAt: next }, options.lease);
  await record(tx, request, saved, event, options);
  await tx.messages.redraw(request.id);
  return saved;
}

/** Keeps something that moves no request: its audit row and its lines. */
export function note(tx: Tx, request: Request, fact: Note, options: NoteOptions): Promise<void> {
  return record(tx, request, request, fact, options);
}

async function record(
  tx: Tx,
  before: Request,
  after: Request,
  fact: Fact,
  { actor, errorCode, awsRequestId }: NoteOptions,
): Promise<void> {
  const { id: requestId, revision, fingerprint } = before;
  // The trail has a time of its own.
  const { type: event, at: _, ...detail }: Fact & { at?: number } = fact;
  const entry = { requestId, actor, event, revision, fingerprint, errorCode, awsRequestId, detail };
  const head = await tx.audit.add(entry);
  for (const { destination, line } of linesOf(fact, { before, after, awsRequestId, head })) {
    await tx.outbox.add(requestId, destination, line);
  }
}
