import { line, path } from '../../bench/plots/svg.ts';

/** An arrow from one point to another. */
export function arrow(x1: number, y1: number, x2: number, y2: number, look: string): string[] {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const wing = (turn: number): [number, number] => [
    x2 - 8 * Math.cos(angle + turn),
    y2 - 8 * Math.sin(angle + turn),
  ];
  return [line(x1, y1, x2, y2, look), path([wing(0.5), [x2, y2], wing(-0.5)], look)];
}
