import type { Measure } from '../bench.ts';
import { growth } from './growth.ts';
import { open } from './open.ts';
import { order } from './order.ts';

/** All that is measured, in the order in which it is shown. */
export const MEASURES: readonly Measure[] = [open, order, growth];
