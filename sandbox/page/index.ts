import { type Control, type ControlOptions, startControl } from '../control/index.ts';
import { asset } from './assets.ts';

/** Serves the page on 127.0.0.1, and the control API that it uses. */
export function startPage(options: Omit<ControlOptions, 'assets'>): Promise<Control> {
  return startControl({ ...options, assets: asset });
}
