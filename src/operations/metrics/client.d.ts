// The parts of the pinned client that are loaded one by one: the whole of it brings a push gateway, clusters and
// summaries along, and takes six times as long. test/operations/metrics/client.test.ts holds that they are there.

declare module '@prometheus-io/client/lib/registry.js' {
  export { Registry as default } from '@prometheus-io/client';
}
declare module '@prometheus-io/client/lib/counter.js' {
  export { Counter as default } from '@prometheus-io/client';
}
declare module '@prometheus-io/client/lib/gauge.js' {
  export { Gauge as default } from '@prometheus-io/client';
}
declare module '@prometheus-io/client/lib/histogram.js' {
  export { Histogram as default } from '@prometheus-io/client';
}
declare module '@prometheus-io/client/lib/metrics/*.js' {
  import type {
    DefaultMetricsCollectorConfiguration,
    Registry,
    RegistryContentType,
  } from '@prometheus-io/client';

  const collect: (
    registry: Registry,
    config: DefaultMetricsCollectorConfiguration<RegistryContentType>,
  ) => void;
  export default collect;
}
