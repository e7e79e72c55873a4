import { randomBytes } from 'node:crypto';
import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { readTraceparent } from '../domain/trace.ts';

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

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

/** Of the SDK that the process was started with, through the API's own registry; else it does nothing. */
const tracer = trace.getTracer('interconnect-bot');

/** Begins a span, at `startTime` if it has begun before (epoch milliseconds). */
export function beginSpan(
  name: string,
  kind: Kind,
  origin: Origin,
  attributes: Attributes,
  startTime?: number,
): Span {
  const parent = origin.kind === 'goes on' ? remote(origin.parent) : undefined;
  const around = origin.kind === 'new' ? context.active() : ROOT_CONTEXT;
  const linked = origin.kind === 'linked' ? remote(origin.to) : undefined;
  return begin(name, parent ? trace.setSpanContext(around, parent) : around, {
    kind: KINDS[kind],
    attributes,
    ...(startTime === undefined ? {} : { startTime }),
    ...(linked ? { links: [{ context: linked }] } : {}),
  });
}

function begin(name: string, around: Context, options: Parameters<typeof tracer.startSpan>[1]): Span {
  const begun = tracer.startSpan(name, options, around);
  const span = isSpanContextValid(begun.spanContext()) ? begun : trace.wrapSpanContext(newContext());
  const own = span.spanContext();
  const inside = trace.setSpan(around, span);
  let ended = false;
  return {
    traceparent: `00-${own.traceId}-${own.spanId}-${own.traceFlags.toString(16).padStart(2, '0')}`,
    below: (inner, kind, attributes) => begin(inner, inside, { kind: KINDS[kind], attributes }),
    set: (attributes) => void span.setAttributes(attributes),
    event: (happened, attributes) => void span.addEvent(happened, attributes),
    link(traceparent) {
      const other = remote(traceparent);
      if (other && other.traceId !== own.traceId) span.addLink({ context: other });
    },
    fail(error) {
      const { code } = error as { code?: unknown };
      const name = typeof code === 'string' ? code : error instanceof Error ? error.name : 'error';
      span.setStatus({ code: SpanStatusCode.ERROR, message: name }).setAttribute('error.type', name);
    },
    end() {
      if (!ended) span.end();
      ended = true;
    },
    run: (work) => context.with(inside, work),
  };
}

/** Runs work as part of no span. */
export function withoutSpan<T>(work: () => T): T {
  return context.with(ROOT_CONTEXT, work);
}

/** Undefined for what is no traceparent. */
function remote(traceparent: string): SpanContext | undefined {
  const read = readTraceparent(traceparent);
  return read && { traceId: read.traceId, spanId: read.spanId, traceFlags: read.flags, isRemote: true };
}

/** What nobody records has a name too: the log goes by it. */
function newContext(): SpanContext {
  const random = randomBytes(24).toString('hex');
  return { traceId: random.slice(0, 32), spanId: random.slice(32), traceFlags: TraceFlags.NONE };
}
