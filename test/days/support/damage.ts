import type { Evidence } from './judge.ts';
import { tellings } from './telling.ts';
import type { Told } from './told.ts';

/** A thread or a trail that somebody has tampered with, and what a judge has to say of it. */
export interface Damaged {
  what: string;
  evidence: Evidence;
  words: RegExp;
}

const HOUR = 3_600_000;
const MOVES = new Set(['port_changed', 'port_gone']);

/**
 * Every line is missing once, said twice, in its neighbour's place, late, early and changed; likewise every fact. Or one of
 * so many each.
 */
export function* damages(evidence: Evidence, oneOf: number): Generator<Damaged> {
  const { told, trail } = evidence;
  const spoken = new Set(tellings(trail).map(({ at }) => at));
  const withTold = (what: string, words: RegExp, changed: Told[]): Damaged => ({
    what,
    words,
    evidence: { ...evidence, told: changed },
  });
  for (const [index, line] of told.entries()) {
    if (index % oneOf > 0) continue;
    const named = `line ${index}, "${line.text}"`;
    yield withTold(`without ${named}`, /missing|out of order/, told.toSpliced(index, 1));
    yield withTold(`twice ${named}`, /twice/, told.toSpliced(index, 0, { ...line }));
    yield withTold(
      `late ${named}`,
      /late|out of order/,
      told.with(index, { ...line, at: line.at + 30 * 24 * HOUR }),
    );
    yield withTold(`early ${named}`, /early/, told.with(index, { ...line, at: line.at - 30 * 24 * HOUR }));
    yield withTold(
      `untrue ${named}`,
      /untrue/,
      told.with(index, { ...line, text: 'dxcon-00000000 is gone.' }),
    );
    const next = told[index + 1];
    if (next && next.place === line.place && next.text !== line.text) {
      const swapped = told.with(index, { ...next, at: line.at }).with(index + 1, { ...line, at: next.at });
      yield withTold(`swapped ${named} and the next`, /out of order/, swapped);
    }
  }
  for (const [index, row] of trail.entries()) {
    // Of what comes and goes only the count is told.
    if (index % oneOf > 0 || !MOVES.has(row.event) || !spoken.has(row.at)) continue;
    const named = `row ${index}, ${row.event}`;
    yield {
      what: `late ${named}`,
      words: /not noted in time|untrue at|late|by time/,
      evidence: { ...evidence, trail: trail.with(index, { ...row, at: row.at + 200 * HOUR }) },
    };
    yield {
      what: `twice ${named}`,
      words: /noted twice/,
      evidence: { ...evidence, trail: trail.toSpliced(index, 0, row) },
    };
    yield {
      what: `without ${named}`,
      words: /not noted in time|noted twice|twice|untrue|by time/,
      evidence: { ...evidence, trail: trail.toSpliced(index, 1) },
    };
  }
}
