import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A span that has ended, as sdk-entry.ts writes it down. */
export interface KeptSpan {
  /** The process that wrote it. */
  pid: number;
  scope: string;
  name: string;
  traceId: string;
  spanId: string;
  parentId: string | undefined;
  attributes: Record<string, unknown>;
  events: string[];
  /** The IDs of the traces that it is linked to. */
  links: string[];
  /** What it failed with. */
  failed: string | undefined;
}

/** Node's arguments that give a bot OpenTelemetry's SDK, as docs/tracing.md shows it. */
export const WITH_SDK = ['--import', join(import.meta.dirname, 'sdk-entry.ts')];

/** What was written to a file so far, the first to end first. */
export function spansIn(file: string): KeptSpan[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as KeptSpan);
}

/** A span with those above it, the innermost last: `click > record > place`. */
export function wayTo(spans: readonly KeptSpan[], span: KeptSpan): string {
  const above = spans.find(({ spanId }) => spanId === span.parentId);
  return above ? `${wayTo(spans, above)} > ${span.name}` : span.name;
}
