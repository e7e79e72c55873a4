import type { Measure } from '../bench.ts';
import { followed } from './followed.ts';
import { growth } from './growth.ts';
import { home } from './home.ts';
import { idle } from './idle.ts';
import { list } from './list.ts';
import { memory } from './memory.ts';
import { open } from './open.ts';
import { order } from './order.ts';
import { start } from './start.ts';
import { throughput } from './throughput.ts';
import { waterfall } from './waterfall.ts';

/** All that is measured, in the order in which it is shown. */
export const MEASURES: readonly Measure[] = [
  open,
  order,
  waterfall,
  throughput,
  growth,
  start,
  memory,
  followed,
  idle,
  list,
  home,
];
