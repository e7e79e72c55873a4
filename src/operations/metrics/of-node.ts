import eventLoopLag from '@prometheus-io/client/lib/metrics/eventLoopLag.js';
import heapSizeAndUsed from '@prometheus-io/client/lib/metrics/heapSizeAndUsed.js';
import osMemoryHeap from '@prometheus-io/client/lib/metrics/osMemoryHeap.js';
import processCpuTotal from '@prometheus-io/client/lib/metrics/processCpuTotal.js';
import processMaxFileDescriptors from '@prometheus-io/client/lib/metrics/processMaxFileDescriptors.js';
import processOpenFileDescriptors from '@prometheus-io/client/lib/metrics/processOpenFileDescriptors.js';
import processStartTime from '@prometheus-io/client/lib/metrics/processStartTime.js';
import type Registry from '@prometheus-io/client/lib/registry.js';
import { PREFIX } from './table.ts';

/**
 * The event loop is looked at so seldom that an idle bot's timer costs nothing to be seen; stalls that people notice are
 * far longer. Milliseconds; the client's own is 10.
 */
const EVENT_LOOP_MS = 50;

/**
 * The client's own metrics of process and event loop, under the bot's prefix. Its utilization summary (ten timers a second)
 * and its observer of garbage collections (a call for each) are left out: what they cost shows as lag already.
 */
export function measureNode(registry: Registry): void {
  const config = { prefix: PREFIX, eventLoopMonitoringPrecision: EVENT_LOOP_MS };
  const all = [
    processCpuTotal,
    processStartTime,
    osMemoryHeap,
    processOpenFileDescriptors,
    processMaxFileDescriptors,
    eventLoopLag,
    heapSizeAndUsed,
  ];
  for (const measure of all) measure(registry, config);
}
