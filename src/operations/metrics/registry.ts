import Registry from '@prometheus-io/client/lib/registry.js';
import type { Meter } from '../../interfaces/meter.ts';
import type { Build } from './build.ts';
import { fillWith, type Moment } from './gauges.ts';
import { instrumentsIn } from './instruments.ts';
import { meterInto } from './meter.ts';
import { METRICS } from './table.ts';

/** All that is counted in this process. */
export interface Metrics {
  meter: Meter;
  /** Prometheus' text format, of what is counted and of this moment. Rejects where it can't be written. */
  text(moment: Moment): Promise<string>;
}

/**
 * A registry with every metric of the table, and the meter that counts into it. What Node itself tells is measured from
 * the first time on that somebody asks: a bot that nobody scrapes pays nothing for it.
 */
export function createMetrics(build: Build): Metrics {
  const registry = new Registry();
  const of = instrumentsIn(registry);
  of.gauge('build_info').set({ ...build, node: process.version }, 1);
  // Where a series begins Prometheus sees no increase: losses of the first minutes would alarm nobody.
  for (const work of METRICS.leases_lost_total.labels.work) of.counter('leases_lost_total').inc({ work }, 0);
  const fill = fillWith(of);
  let ofNode: Promise<void> | undefined;
  return {
    meter: meterInto(of),
    async text(moment) {
      ofNode ??= import('./of-node.ts').then(({ measureNode }) => measureNode(registry));
      await ofNode;
      fill(moment);
      return registry.metrics();
    },
  };
}
