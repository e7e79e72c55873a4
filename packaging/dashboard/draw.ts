import { line, path, picture, rect, text, widthOf } from '../../bench/plots/svg.ts';
import type { Answer } from './evaluate.ts';
import type { Panel } from './panels.ts';

/** What a panel showed: each line by its name, a point for each scrape; undefined where it had none. */
export interface Shown {
  panel: Panel;
  lines: ReadonlyMap<string, readonly (number | undefined)[]>;
}

const COLUMN = 35;
const ROW = 23;
const TOP = 40;
const GAP = 4;
const INKS = ['ours', 'peer', 'third', 'fourth'];
/** More lines than these can't be told apart. */
const MOST = 4;
const STYLE = `
  text { font-size: 11px } .title { font-size: 12px } .big { font-size: 18px; font-weight: 600 }
  .open { stroke-width: 1.5 } .box { fill: none; stroke: #d1d9e0 }
  @media (prefers-color-scheme: dark) { .box { stroke: #3d444d } }`;

/** The dashboard's panels where its file puts them, with what they showed. */
export function drawDashboard(title: string, description: string, all: readonly Shown[]): string {
  const width = 24 * COLUMN;
  const height = TOP + Math.max(...all.map(({ panel: { gridPos: at } }) => at.y + at.h)) * ROW + GAP;
  const parts = all.flatMap((shown) => {
    const { x, y, w, h } = shown.panel.gridPos;
    const [left, top] = [x * COLUMN + GAP, TOP + y * ROW];
    if (shown.panel.type === 'row') return [text(left + 8, top + 16, shown.panel.title, { look: 'title' })];
    const box = { left, top, width: w * COLUMN - 2 * GAP, height: h * ROW - GAP };
    return [
      rect(box.left, box.top, box.width, box.height, 'box'),
      text(left + 8, top + 16, shown.panel.title, { look: 'title' }),
      ...(shown.panel.type === 'stat' ? numbers(shown, box) : curves(shown, box)),
    ];
  });
  return picture(width, height, title, parts, { description, style: STYLE });
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

function numbers({ panel, lines }: Shown, { left, top, width }: Box): string[] {
  const all = [...lines].map(([name, values]) => ({ name, value: values.at(-1) }));
  const { unit, noValue = '0' } = panel.fieldConfig.defaults;
  if (all.length === 0) return [text(left + width / 2, top + 58, noValue, { anchor: 'middle', look: 'big' })];
  return all.flatMap(({ name, value }, index) => {
    const x = left + ((index + 0.5) * width) / all.length;
    return [
      text(x, top + 54, value === undefined ? noValue : inUnit(value, unit), {
        anchor: 'middle',
        look: 'big',
      }),
      text(x, top + 74, name, { anchor: 'middle', look: 'faint' }),
    ];
  });
}

function curves({ panel, lines }: Shown, { left, top, width, height }: Box): string[] {
  const { unit } = panel.fieldConfig.defaults;
  // The greatest are the ones that are looked at.
  const all = [...lines].sort(([, one], [, other]) => mostOf(other) - mostOf(one));
  const most = Math.max(...all.map(([, values]) => mostOf(values)), 0);
  const [bottom, ceiling] = [top + height - 34, top + 30];
  const at = (value: number) => bottom - (most > 0 ? value / most : 0) * (bottom - ceiling);
  let legendAt = left + 8;
  return [
    line(left + 8, bottom, left + width - 8, bottom, 'grid'),
    line(left + 8, ceiling, left + width - 8, ceiling, 'grid'),
    text(left + width - 8, ceiling - 4, inUnit(most, unit), { anchor: 'end', look: 'faint' }),
    ...all.slice(0, MOST).flatMap(([name, values], index) => {
      const ink = INKS[index] ?? '';
      const step = (width - 16) / Math.max(1, values.length - 1);
      const points = values.flatMap((value, place): [number, number][] =>
        value === undefined ? [] : [[left + 8 + place * step, at(value)]],
      );
      const words = name.slice(0, 22);
      const here = legendAt;
      legendAt += widthOf(words) + 24;
      const fits = legendAt <= left + width;
      return [
        path(points, ink),
        ...(fits
          ? [
              line(here, bottom + 18, here + 10, bottom + 18, `open ${ink}`),
              text(here + 14, bottom + 22, words, { look: 'faint' }),
            ]
          : []),
      ];
    }),
  ];
}

function mostOf(values: readonly (number | undefined)[]): number {
  return Math.max(0, ...values.filter((value) => value !== undefined));
}

/** As Grafana writes a number of this unit, shortly. */
function inUnit(value: number, unit: string): string {
  const short = (number: number) => String(Number(number.toPrecision(3)));
  if (unit === 's') return value >= 1 || value === 0 ? `${short(value)} s` : `${short(value * 1_000)} ms`;
  if (unit === 'bytes') return `${short(value / 2 ** 20)} MiB`;
  if (unit === 'percentunit') return `${short(value * 100)}%`;
  return unit === 'reqps' ? `${short(value)}/s` : short(value);
}

/** What a line is called: the panel's own words for it, with its labels put in. */
export function nameOf(legend: string, { labels }: Answer): string {
  return legend.replace(/\{\{(\w+)\}\}/g, (_, label: string) => labels[label] ?? '');
}
