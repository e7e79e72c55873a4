import type { StoredInterconnect } from '../../../sandbox/aws/types.ts';
import type { Life, Span } from './life.ts';

/** What AWS shows of the port at a time of its life. */
export function truthAt({ changes }: Pick<Life, 'changes'>, at: number): Partial<StoredInterconnect> {
  return Object.assign({}, ...changes.filter((change) => change.at <= at).map(({ sets }) => sets));
}

/** Where AWS shows the port: of a LAG's member its LAG tells, whatever listings lack. */
export function shownAt(life: Pick<Life, 'changes'>, at: number): StoredInterconnect['shown'] {
  const { shown, lagId } = truthAt(life, at);
  return lagId === undefined ? shown : 'listed';
}

/** `at` put off by all of these spans that what began at `from` ran into on the way. */
export function putOff(from: number, ms: number, spans: readonly Span[]): number {
  let until = from + ms;
  for (const span of joined(spans)) {
    if (span.until <= from || span.from > until) continue;
    until += span.until - Math.max(span.from, from);
  }
  return until;
}

/** Spans in order, those that overlap as one. */
function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else all.push({ ...span });
  }
  return all;
}
