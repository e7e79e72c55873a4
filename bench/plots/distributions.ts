import { percentile } from '../stats.ts';
import { logarithmic, shortly } from './scale.ts';
import { dot, legend, line, picture, rect, text, widthOf } from './svg.ts';

/** What was timed, of the bot and of its peer; milliseconds. */
export interface Pair {
  what: string;
  ours: readonly number[];
  peer: readonly number[];
}

const WIDTH = 860;
const RIGHT = 120;
const ROW = 52;
const TOP = 64;

/** Latencies side by side: from p5 to p95, the middle half thicker, the median a dot. */
export function distributions(pairs: readonly Pair[]): string {
  const left = 32 + Math.max(...pairs.map(({ what }) => widthOf(what)));
  const height = TOP + pairs.length * ROW + 58;
  const ends = pairs.flatMap(({ ours, peer }) =>
    [ours, peer].flatMap((all) => [percentile(all, 5), percentile(all, 95)]),
  );
  const scale = logarithmic(ends, left, WIDTH - RIGHT);
  const bottom = TOP + pairs.length * ROW;
  return picture(WIDTH, height, 'Latency, the bot beside a bare Bolt app', [
    ...legend(16, 46, [
      ['ours', 'the bot'],
      ['peer', 'bare Bolt'],
    ]),
    ...scale.ticks.flatMap((tick) => [
      line(scale.at(tick), TOP, scale.at(tick), bottom, 'grid'),
      text(scale.at(tick), bottom + 18, shortly(tick), { anchor: 'middle', look: 'faint' }),
    ]),
    text(
      (left + WIDTH - RIGHT) / 2,
      bottom + 40,
      'milliseconds, from p5 to p95; thick: the middle half; dot: p50',
      {
        anchor: 'middle',
        look: 'faint',
      },
    ),
    ...pairs.flatMap(({ what, ours, peer }, index) => {
      const y = TOP + index * ROW + 17;
      return [
        text(16, y + 13, what),
        ...band(ours, y, 'ours', scale.at),
        ...band(peer, y + 19, 'peer', scale.at),
      ];
    }),
  ]);
}

function band(all: readonly number[], y: number, ink: string, at: (value: number) => number): string[] {
  const [p5, p25, p50, p75, p95] = [5, 25, 50, 75, 95].map((percent) => percentile(all, percent)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return [
    line(at(p5), y, at(p95), y, `open ${ink}`),
    rect(at(p25), y - 5, Math.max(2, at(p75) - at(p25)), 10, `band ${ink}`),
    dot(at(p50), y, ink),
    text(WIDTH - RIGHT + 16, y + 4, `p50 ${shortly(p50)} ms`, { look: 'faint' }),
  ];
}
