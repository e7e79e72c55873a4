import type { Person } from '../../domain/person.ts';
import { dueAt } from '../../domain/request/due.ts';
import type { Fact, Note, RequestEvent } from '../../domain/request/fact.ts';
import { linesOf } from '../../domain/request/lines.ts';
import type { Request } from '../../domain/request/request.ts';
import { hasEnded } from '../../domain/request/status.ts';
import { transition } from '../../domain/request/transition.ts';
import { correlationOf, type Trace } from '../../domain/trace.ts';
import type { Tx } from '../../interfaces/store.ts';
import type { Lease } from '../../interfaces/tables.ts';
import { pairedWith } from '../pairing/partner.ts';
import { measuredBy } from './measure.ts';

export interface NoteOptions {
  /** Null where the bot itself acts. */
  actor: Person | null;
  errorCode?: string | undefined;
  awsRequestId?: string | undefined;
}

export interface AdvanceOptions extends NoteOptions {
  lease?: Lease;
  /** What is kept of the request just before it moves. */
  noted?: Note | undefined;
  /** When the new state calls for work, if not at once. Epoch milliseconds. */
  dueAt?: number;
}

/** What has happened to one request: it moves it, or is only kept. */
interface Happened<F extends Fact> {
  request: Request;
  fact: F;
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
  const [saved] = await advanceAll(tx, [{ request, fact: event }], options);
  return saved;
}

/** The same for several requests, in a number of statements that is the same for any number of them. */
export async function advanceAll(
  tx: Tx,
  happened: readonly Happened<RequestEvent>[],
  options: AdvanceOptions,
): Promise<Request[]> {
  const moving = happened.flatMap(({ request, fact }) => {
    const state = transition(request.state, fact);
    if (!state) return [];
    const moved = { ...request, state, trace: traceNow(tx) ?? request.trace };
    const next = dueAt(moved, options.dueAt ?? tx.now, tx.now);
    return [{ before: request, after: { ...moved, dueAt: next }, fact }];
  });
  if (moving.length === 0) return [];
  const saved = await tx.requests.putAll(
    moving.map(({ after }) => after),
    options.lease,
  );
  const moved = moving.map((one, index) => ({ ...one, after: saved[index] ?? one.after }));
  const { noted } = options;
  const before = noted ? moving.map((one) => ({ ...one, after: one.before, fact: noted })) : [];
  await record(tx, [...before, ...moved], options);
  for (const { before, fact } of moving) for (const what of measuredBy(before, fact)) tx.measured(what);
  await tx.messages.redraw(saved.map(({ id }) => id));
  await redrawPartners(tx, moving);
  return saved;
}

/** Where what this transaction moves goes on; null where it belongs to no trace. */
export function traceNow({ trace, now }: Tx): Trace | null {
  return trace === undefined ? null : { parent: trace, at: now };
}

/** The other one of a pair shows that it is one no more. */
async function redrawPartners(tx: Tx, moved: readonly { before: Request; after: Request }[]): Promise<void> {
  const ended = moved.filter(({ after: { state } }) => hasEnded(state)).map(({ after }) => after.id);
  const partners = await pairedWith(tx, ended);
  if (partners.length > 0) await tx.messages.redraw(partners);
}

/** Keeps something that moves no request: its audit row and its lines. */
export function note(tx: Tx, request: Request, fact: Note, options: NoteOptions): Promise<void> {
  return noteAll(tx, [{ request, fact }], options);
}

/** The same for several requests, as `advanceAll` does. */
export function noteAll(tx: Tx, happened: readonly Happened<Note>[], options: NoteOptions): Promise<void> {
  return record(
    tx,
    happened.map(({ request, fact }) => ({ before: request, after: request, fact })),
    options,
  );
}

async function record(
  tx: Tx,
  happened: readonly { before: Request; after: Request; fact: Fact }[],
  { actor, errorCode, awsRequestId }: NoteOptions,
): Promise<void> {
  if (happened.length === 0) return;
  const entries = happened.map(({ before: { id: requestId, revision, fingerprint }, after, fact }) => {
    // The trail has a time of its own.
    const { type: event, at: _, ...detail }: Fact & { at?: number } = fact;
    const correlation = correlationOf(tx.trace ?? after.trace?.parent);
    return { requestId, actor, event, revision, fingerprint, errorCode, awsRequestId, detail, correlation };
  });
  const heads = await tx.audit.add(entries);
  const lines = happened.flatMap(({ before, after, fact }, index) => {
    const head = heads[index];
    if (!head) throw new TypeError(`The trail of ${before.id} was not told.`);
    return linesOf(fact, { before, after, awsRequestId, head }).map((said) => ({
      requestId: before.id,
      ...said,
    }));
  });
  await tx.outbox.add(lines);
}
