/**
 * What a row keeps of the trace that last moved it, so that the trace goes on in whatever process and however much later
 * the row is taken up.
 */
export interface Trace {
  /** The span below which it goes on: `00-TRACE-SPAN-FLAGS`. Source: W3C, Trace Context, 3.2 traceparent. */
  parent: string;
  /** When it moved the row; epoch milliseconds of the store's clock. */
  at: number;
}

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** A traceparent taken apart, `flags` as a number; undefined for what is none. */
export function readTraceparent(
  text: string,
): { traceId: string; spanId: string; flags: number } | undefined {
  const [, traceId = '', spanId = '', flags = ''] = TRACEPARENT.exec(text) ?? [];
  if (/^0*$/.test(traceId) || /^0*$/.test(spanId)) return undefined;
  return { traceId, spanId, flags: Number.parseInt(flags, 16) };
}

/** What every line of the log about it bears, from the click on: the trace's ID, 32 hexadecimal digits. */
export function correlationOf(parent: string | undefined): string | undefined {
  return parent === undefined ? undefined : readTraceparent(parent)?.traceId;
}
