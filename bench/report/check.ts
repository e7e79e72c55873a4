import type { Finding } from '../finding.ts';

/** So much worse fails. */
const WORSE = 1.2;
/** A count of a few differs by this from run to run where a timer falls into it or beside it. */
const COUNT_SLACK = 0.5;

/** One figure that is 20% worse than it was. */
export interface Fallen {
  key: string;
  what: string;
  was: number;
  is: number;
}

/**
 * Compares ratios and counts with what was recorded; times of the bot alone differ from machine to machine and are left
 * out. What is compared is the best of our rounds by the best of the peer's: whatever else a machine does only ever
 * makes a round worse, so that the best ones differ least from run to run. High percentiles of few samples are left out.
 */
export function fallen(recorded: readonly Finding[], findings: readonly Finding[]): Fallen[] {
  const before = new Map(recorded.map((finding) => [finding.key, finding]));
  return findings.flatMap((finding) => {
    const { key, what, steady: is, better, unit, ratio, thin } = finding;
    const was = before.get(key)?.steady;
    if (was === undefined || thin || (ratio === null && unit !== 'count')) return [];
    const slack = ratio === null ? COUNT_SLACK : 0;
    const worse = better === 'less' ? is > was * WORSE + slack : is < was / WORSE - slack;
    return worse ? [{ key, what, was, is }] : [];
  });
}
