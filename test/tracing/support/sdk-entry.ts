import { appendFileSync } from 'node:fs';
import { trace } from '@opentelemetry/api';
import {
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanExporter,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { KeptSpan } from './spans.ts';

// What a bot is started with by `--import`: OpenTelemetry's own SDK, which writes each span to a file when it ends, so
// that a kill loses none that has ended.

const file = process.env.SPANS_FILE ?? '';

const exporter: SpanExporter = {
  export(spans, done) {
    for (const span of spans) appendFileSync(file, `${JSON.stringify(keptOf(span))}\n`);
    done({ code: 0 });
  },
  shutdown: async () => undefined,
};

function keptOf(span: ReadableSpan): KeptSpan {
  const { name, attributes, events, links, status } = span;
  const { traceId, spanId } = span.spanContext();
  return {
    pid: process.pid,
    scope: span.instrumentationScope.name,
    name,
    traceId,
    spanId,
    parentId: span.parentSpanContext?.spanId,
    attributes,
    events: events.map((event) => event.name),
    links: links.map(({ context }) => context.traceId),
    failed: status.code === 2 ? (status.message ?? '') : undefined,
  };
}

const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
trace.setGlobalTracerProvider(provider);
