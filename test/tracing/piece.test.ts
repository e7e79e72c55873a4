import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { correlationOf } from '../../src/domain/trace.ts';
import { goOn, newPiece } from '../../src/tracing/piece.ts';

const KEPT = 'a1'.repeat(16);
const NOW = Date.UTC(2026, 2, 4);

/** A piece of work that has taken a request whose trace was kept so long ago; null where it keeps none. */
function taken(ago: number | null) {
  const piece = newPiece('place');
  const trace = ago === null ? null : { parent: `00-${KEPT}-${'b2'.repeat(8)}-00`, at: NOW - ago };
  piece.taken = { id: 'ic-0123456789', trace, now: NOW };
  goOn(piece);
  return { ...piece, traceId: correlationOf(piece.span?.traceparent) };
}

test('work goes on with the trace that its request keeps', () => {
  const { subject, goesOn, traceId } = taken(59 * MINUTE);
  expect(subject).toEqual({ request: 'ic-0123456789', correlation: KEPT });
  expect([goesOn, traceId]).toEqual([true, KEPT]);
});

test('after an hour it has a trace of its own, which no row keeps; the log goes by the one that is kept', () => {
  const { subject, goesOn, traceId } = taken(HOUR + 1);
  expect(subject.correlation).toBe(KEPT);
  expect(goesOn).toBe(false);
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(traceId).not.toBe(KEPT);
});

test('what an older version wrote gets a trace of its own, and keeps it', () => {
  const { subject, goesOn, traceId } = taken(null);
  expect([goesOn, subject.correlation]).toEqual([true, traceId]);
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
});
