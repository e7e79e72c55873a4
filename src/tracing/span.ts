import type { Attributes } from '@opentelemetry/api';
import { readTraceparent } from '../domain/trace.ts';
import { newTraceparent } from './new-traceparent.ts';

/** What takes its time, as OpenTelemetry knows it. Without an SDK it records nothing, and still has a name to go on by. */
export interface Span {
  /** `00-TRACE-SPAN-FLAGS`. Source: W3C, Trace Context, 3.2 traceparent. */
  readonly traceparent: string;
  /** A span of its own below this one. */
  below(name: string, kind: Kind, attributes: Attributes): Span;
  set(attributes: Attributes): void;
  event(name: string, attributes: Attributes): void;
  /** Says that it has to do with another trace; nothing where it is the same. */
  link(traceparent: string): void;
  /** By its code or name alone: a message may hold what no log shows. */
  fail(error: unknown): void;
  /** Once; what comes after does nothing. */
  end(): void;
  /** Runs work as part of it, for whatever else is instrumented. */
  run<T>(work: () => T): T;
}

export type Kind = 'server' | 'client' | 'internal';

/** Where a span begins. */
export type Origin =
  /** A trace of its own, or whatever else is instrumented has begun one already. */
  | { kind: 'new' }
  /** It goes on below a span of another time or process. */
  | { kind: 'goes on'; parent: string }
  /** A trace of its own that names another. */
  | { kind: 'linked'; to: string };

/** Where an SDK that was loaded before has put itself. Source: @opentelemetry/api 1.x, src/internal/global-utils.ts. */
const REGISTRY = Symbol.for('opentelemetry.js.api.1');
let recording: typeof import('./recorded.ts') | undefined;

/** To be called before anything begins, for an SDK to be told of it. Where there is none nobody pays for loading the API. */
export async function findSdk(): Promise<void> {
  if (REGISTRY in globalThis) recording = await import('./recorded.ts');
}

/** Begins a span, at `startTime` if it has begun before (epoch milliseconds). */
export function beginSpan(
  name: string,
  kind: Kind,
  origin: Origin,
  attributes: Attributes,
  startTime?: number,
): Span {
  if (recording) return recording.beginRecorded(name, kind, origin, attributes, startTime);
  const goesOn = origin.kind === 'goes on' && readTraceparent(origin.parent) !== undefined;
  return unrecorded(goesOn ? origin.parent : newTraceparent());
}

/** Runs work as part of no span. */
export function withoutSpan<T>(work: () => T): T {
  return recording ? recording.withoutRecorded(work) : work();
}

function unrecorded(traceparent: string): Span {
  const span: Span = {
    traceparent,
    below: () => span,
    set: () => undefined,
    event: () => undefined,
    link: () => undefined,
    fail: () => undefined,
    end: () => undefined,
    run: (work) => work(),
  };
  return span;
}
