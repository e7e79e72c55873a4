import { percentile, type Spread, spread } from './stats.ts';

/** What one figure is to reach. */
interface Aim {
  /** Of the ratio to the peer, or of the bot's own figure. */
  of: 'ratio' | 'ours';
  value: number;
}

/** One line of the table. */
export interface Finding {
  /** The same in every run: what `--check` compares by. */
  key: string;
  what: string;
  unit: 'ms' | 'a second' | 'MB' | '%' | 'count';
  better: 'less' | 'more';
  ours: number;
  /** Whom it stands beside, if anybody. */
  peer: { name: string; value: number } | null;
  /** Ours by the peer's, round by round. */
  ratio: Spread | null;
  /** What `--check` compares: best of our rounds by best of the peer's, or our best where there is no peer. */
  steady: number;
  aim: Aim | null;
  /** Too few samples for this percentile to be compared from run to run; it still has its aim. */
  thin: boolean;
}

/** Whether a finding is what it is to be; undefined where nobody said. */
export function isReached({ aim, better, ours, ratio }: Finding): boolean | undefined {
  if (!aim) return undefined;
  const value = aim.of === 'ours' ? ours : (ratio?.middle ?? Number.NaN);
  return better === 'less' ? value <= aim.value : value >= aim.value;
}

/** What a finding is about. */
export interface About {
  key: string;
  what: string;
  unit: Finding['unit'];
  better?: Finding['better'];
  peer: string;
  aim?: Aim;
  thin?: boolean;
}

/** One figure of each round of ours and of the peer's, side by side. */
export function compared(about: About, ours: readonly number[], peer: readonly number[]): Finding {
  const { better, steady, ...named } = figure(about, ours);
  const ratios = ours.map((value, round) => value / (peer[round] ?? Number.NaN));
  return {
    ...named,
    better,
    peer: { name: about.peer, value: percentile(peer, 50) },
    ratio: spread(ratios),
    steady: steady / best(better, peer),
  };
}

/** One figure of the bot's alone. */
export function alone(about: Omit<About, 'peer'>, ours: readonly number[]): Finding {
  return { ...figure(about, ours), peer: null, ratio: null };
}

function figure(about: Omit<About, 'peer'>, ours: readonly number[]): Omit<Finding, 'peer' | 'ratio'> {
  const { key, what, unit, better = 'less', aim = null, thin = false } = about;
  return { key, what, unit, better, ours: percentile(ours, 50), steady: best(better, ours), aim, thin };
}

function best(better: Finding['better'], values: readonly number[]): number {
  return better === 'less' ? Math.min(...values) : Math.max(...values);
}

/** The same percentile of each round. */
export function ofRounds(rounds: readonly (readonly number[])[], percent: number): number[] {
  return rounds.map((samples) => percentile(samples, percent));
}
