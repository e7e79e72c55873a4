import type { Span } from '../bench.ts';
import { linear, shortly } from './scale.ts';
import { type Ink, legend, line, picture, rect, text, widthOf } from './svg.ts';

const WIDTH = 860;
const RIGHT = 90;
const ROW = 20;
const TOP = 64;
const INKS: Record<Span['kind'], Ink> = { click: 'third', commit: 'ours', aws: 'peer', slack: 'fourth' };

/** One order from the click on: a row for each call and each transaction, in the order in which they began. */
export function waterfallPlot(spans: readonly Span[]): string {
  const left = 32 + Math.max(...spans.map(({ what }) => widthOf(what)));
  const most = Math.max(...spans.map(({ to }) => to));
  const scale = linear(most, left, WIDTH - RIGHT);
  const bottom = TOP + spans.length * ROW;
  return picture(WIDTH, bottom + 52, 'From Approve to the ID in the thread, on PostgreSQL', [
    ...legend(16, 46, [
      [INKS.click, 'ack'],
      [INKS.commit, 'transaction'],
      [INKS.aws, 'call to AWS'],
      [INKS.slack, 'call to Slack'],
    ]),
    ...scale.ticks.flatMap((tick) => [
      line(scale.at(tick), TOP, scale.at(tick), bottom, 'grid'),
      text(scale.at(tick), bottom + 18, shortly(tick), { anchor: 'middle', look: 'faint' }),
    ]),
    text((left + WIDTH - RIGHT) / 2, bottom + 40, 'milliseconds after the click', {
      anchor: 'middle',
      look: 'faint',
    }),
    ...spans.flatMap(({ what, kind, from, to }, index) => {
      const y = TOP + index * ROW;
      return [
        text(16, y + 14, what),
        rect(scale.at(from), y + 4, Math.max(3, scale.at(to) - scale.at(from)), 12, INKS[kind]),
      ];
    }),
  ]);
}
