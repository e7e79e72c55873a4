import { linear, shortly } from './scale.ts';
import { dot, legend, line, path, picture, text } from './svg.ts';

/** How a ratio changes with what is stored. */
export interface Curve {
  what: string;
  look: string;
  points: { stored: number; ratio: number }[];
}

const WIDTH = 860;
const HEIGHT = 340;
const [LEFT, RIGHT, TOP, BOTTOM] = [72, 60, 72, 270];

/** Opening the form beside bare Bolt, by how many requests are stored. */
export function growthCurves(curves: readonly Curve[]): string {
  const sizes = [...new Set(curves.flatMap(({ points }) => points.map(({ stored }) => stored)))].sort(
    (a, b) => a - b,
  );
  const most = Math.max(2, ...curves.flatMap(({ points }) => points.map(({ ratio }) => ratio))) * 1.05;
  const scale = linear(most, BOTTOM, TOP);
  const x = (stored: number) =>
    LEFT + 40 + (sizes.indexOf(stored) / Math.max(1, sizes.length - 1)) * (WIDTH - LEFT - RIGHT - 80);
  return picture(WIDTH, HEIGHT, '/interconnect to views.open against bare Bolt, by what is stored', [
    ...legend(
      16,
      46,
      curves.map(({ look, what }) => [look, what]),
    ),
    ...scale.ticks.flatMap((tick) => [
      line(LEFT, scale.at(tick), WIDTH - RIGHT, scale.at(tick), 'grid'),
      text(LEFT - 10, scale.at(tick) + 4, `${shortly(tick)}x`, { anchor: 'end', look: 'faint' }),
    ]),
    ...sizes.map((stored) =>
      text(x(stored), BOTTOM + 22, stored.toLocaleString('en'), { anchor: 'middle', look: 'faint' }),
    ),
    text((LEFT + WIDTH - RIGHT) / 2, BOTTOM + 46, 'requests stored; 1x is bare Bolt, which stores nothing', {
      anchor: 'middle',
      look: 'faint',
    }),
    ...curves.flatMap(({ look, points }) => [
      path(
        points.map(({ stored, ratio }) => [x(stored), scale.at(ratio)]),
        look,
      ),
      ...points.map(({ stored, ratio }) => dot(x(stored), scale.at(ratio), look.replace(' dashed', ''))),
    ]),
  ]);
}
