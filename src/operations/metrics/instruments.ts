import Counter from '@prometheus-io/client/lib/counter.js';
import Gauge from '@prometheus-io/client/lib/gauge.js';
import Histogram from '@prometheus-io/client/lib/histogram.js';
import type Registry from '@prometheus-io/client/lib/registry.js';
import { METRICS, type MetricName, type Of, PREFIX } from './table.ts';

/** The table's metrics, as the client has them. */
export interface Instruments {
  counter(name: Of<'counter'>): Counter<string>;
  gauge(name: Of<'gauge'>): Gauge<string>;
  histogram(name: Of<'histogram'>): Histogram<string>;
}

/** Makes them, in the table's order. */
export function instrumentsIn(registry: Registry): Instruments {
  const all = new Map(
    Object.keys(METRICS).map((name) => [name, instrument(registry, name as MetricName)] as const),
  );
  return {
    counter: (name) => all.get(name) as Counter<string>,
    gauge: (name) => all.get(name) as Gauge<string>,
    histogram: (name) => all.get(name) as Histogram<string>,
  };
}

function instrument(registry: Registry, name: MetricName): Counter | Gauge | Histogram {
  const metric = METRICS[name];
  const { type, help, labels } = metric;
  const config = { name: PREFIX + name, help, labelNames: Object.keys(labels), registers: [registry] };
  switch (type) {
    case 'counter':
      return new Counter(config);
    case 'gauge':
      return new Gauge(config);
    case 'histogram':
      return new Histogram({ ...config, buckets: [...metric.buckets] });
  }
}
