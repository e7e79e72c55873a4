import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../imports.ts';

/** A panel of the dashboard, as far as it is drawn. */
export interface Panel {
  type: 'row' | 'stat' | 'timeseries';
  title: string;
  gridPos: Record<'x' | 'y' | 'w' | 'h', number>;
  fieldConfig: { defaults: { unit: string; noValue?: string } };
  targets?: { expr: string; legendFormat: string }[];
}

/** All of them, in their order. */
export function panelsOf(path: string): Panel[] {
  return (JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as { panels: Panel[] }).panels;
}
