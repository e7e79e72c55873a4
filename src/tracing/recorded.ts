import {
  type Attributes,
  type Context,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { readTraceparent } from '../domain/trace.ts';
import { newTraceparent } from './new-traceparent.ts';
import type { Kind, Origin, Span } from './span.ts';

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

/** Of the SDK that the process was started with, through the API's own registry. */
const tracer = trace.getTracer('interconnect-bot');

/** As beginSpan, for the SDK that was loaded before the bot. */
export function beginRecorded(
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

/** As withoutSpan, for that SDK. */
export function withoutRecorded<T>(work: () => T): T {
  return context.with(ROOT_CONTEXT, work);
}

/** Undefined for what is no traceparent. */
function remote(traceparent: string): SpanContext | undefined {
  const read = readTraceparent(traceparent);
  return read && { traceId: read.traceId, spanId: read.spanId, traceFlags: read.flags, isRemote: true };
}

/** Where the SDK leaves a span out, it has a name all the same. */
function newContext(): SpanContext {
  const own = remote(newTraceparent());
  if (!own) throw new TypeError('A new traceparent is none.');
  return { ...own, isRemote: false };
}
