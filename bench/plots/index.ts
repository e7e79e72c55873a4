import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import type { Finding } from '../finding.ts';
import { distributions, type Pair } from './distributions.ts';
import { type Curve, growthCurves } from './growth-curves.ts';
import { waterfallPlot } from './waterfall.ts';

const FOLDER = join(import.meta.dirname, '../../docs/performance');
const KEY = /^open\/(\w+)\/http\/(\d+)\/(p\d+)$/;
const LOOKS: Record<string, string> = { sqlite: 'ours', postgres: 'peer' };

/** Writes the pictures of what this run has measured; those of what it hasn't stay as they are. */
export function writePlots(
  bench: Pick<Bench, 'samples' | 'waterfall'>,
  findings: readonly Finding[],
): string[] {
  mkdirSync(FOLDER, { recursive: true });
  const plots = plotsOf(bench, findings);
  for (const [name, svg] of Object.entries(plots)) writeFileSync(join(FOLDER, `${name}.svg`), svg);
  return Object.keys(plots);
}

/** The pictures that can be drawn of it, by name. */
function plotsOf(
  { samples, waterfall }: Pick<Bench, 'samples' | 'waterfall'>,
  findings: readonly Finding[],
): Record<string, string> {
  const pairs: Pair[] = [...samples]
    .filter(([name, { peer }]) => peer.length > 0 && !name.startsWith('growth'))
    .map(([what, { ours, peer }]) => ({ what, ours, peer }));
  const curves = curvesOf(findings);
  return {
    ...(pairs.length > 0 ? { latency: distributions(pairs) } : {}),
    ...(curves.length > 0 ? { growth: growthCurves(curves) } : {}),
    ...(waterfall.length > 0 ? { waterfall: waterfallPlot(waterfall) } : {}),
  };
}

function curvesOf(findings: readonly Finding[]): Curve[] {
  const curves = new Map<string, Curve>();
  for (const { key, ratio } of findings) {
    const [, engine = '', stored = '', percent = ''] = KEY.exec(key) ?? [];
    if (!engine || !ratio) continue;
    const what = `${percent}, ${engine}`;
    const look = `${LOOKS[engine]}${percent === 'p99' ? ' dashed' : ''}`;
    const curve = curves.get(what) ?? { what, look, points: [] };
    curves.set(what, {
      ...curve,
      points: [...curve.points, { stored: Number(stored), ratio: ratio.middle }],
    });
  }
  return [...curves.values()];
}
