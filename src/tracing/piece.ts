import type { Request } from '../domain/request/request.ts';
import { HOUR } from '../domain/time.ts';
import { correlationOf } from '../domain/trace.ts';
import { ATTRIBUTE } from './attributes.ts';
import type { Here } from './here.ts';
import { beginSpan, type Origin } from './span.ts';

/** What a request kept so long ago is linked to: most places where traces are kept show none that goes on for longer. */
const LINKED_AFTER_MS = HOUR;

/** What is read of a request that a piece of work takes. */
type Taken = Pick<Request, 'id' | 'trace'>;

/** A worker's piece of work. Nobody knows what it is about until it has taken a request. */
export interface Piece extends Here {
  /** What its span is called; undefined where it has none. */
  name: string | undefined;
  /** Epoch milliseconds. */
  begunAt: number;
  taken: (Taken & { now: number }) | undefined;
}

/** A piece of work that begins now. */
export function newPiece(name: string | undefined): Piece {
  return {
    subject: { correlation: undefined, request: undefined },
    span: undefined,
    goesOn: false,
    name,
    begunAt: Date.now(),
    taken: undefined,
  };
}

/** A transaction has taken a request and came through; the trace that it keeps goes on. */
export function goOn(piece: Piece): void {
  const { name, taken, begunAt, subject } = piece;
  if (!taken || subject.request !== undefined) return;
  const { id, trace, now } = taken;
  subject.request = id;
  subject.correlation = correlationOf(trace?.parent);
  if (name === undefined) return;
  const origin = originOf(taken, now);
  piece.goesOn = origin.kind !== 'linked';
  piece.span = beginSpan(name, 'internal', origin, { [ATTRIBUTE.request]: id }, begunAt);
  subject.correlation ??= correlationOf(piece.span.traceparent);
  piece.span.set({ [ATTRIBUTE.correlation]: subject.correlation });
}

function originOf({ trace }: Taken, now: number): Origin {
  if (trace === null) return { kind: 'new' };
  return now - trace.at > LINKED_AFTER_MS
    ? { kind: 'linked', to: trace.parent }
    : { kind: 'goes on', parent: trace.parent };
}
