import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IncidentKey } from '../../../src/interfaces/incidents.ts';
import { ARRIVALS, AWS_RESULTS, DECISIONS, SLACK_RESULTS } from '../../../src/interfaces/meter.ts';
import { createMetrics } from '../../../src/operations/metrics/registry.ts';
import { METRICS, type Metric, mostSeries, PREFIX } from '../../../src/operations/metrics/table.ts';
import { hostileText } from './support/hostile.ts';
import { MOMENT } from './support/moment.ts';
import { samplesOf } from './support/samples.ts';

// Whatever Slack, AWS or people send, there are never more series than docs/metrics.md says.

const PLACES = [
  { account: '111122223333', region: 'us-east-1' },
  { account: '111122223333', region: 'eu-west-1' },
];
const text = hostileText();
const call = fc.oneof(
  fc.record({ to: fc.constant('slack'), name: text, result: fc.constantFrom(...SLACK_RESULTS) }),
  fc.record({ to: fc.constant('aws'), name: text, result: fc.constantFrom(...AWS_RESULTS) }),
  fc.record({ to: fc.constant('lease'), name: text, result: fc.constant('') }),
  fc.record({ to: fc.constant('ack'), name: text, result: fc.constantFrom(...ARRIVALS) }),
  fc.record({ to: fc.constant('decided'), name: text, result: fc.constantFrom(...DECISIONS) }),
);
const counts = fc.dictionary(text, fc.nat(9), { maxKeys: 40 });
const milliseconds = fc.oneof(fc.double(), fc.integer());

test('hostile names and numbers make no series that is not on a list, and break nothing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(call, milliseconds), { maxLength: 200 }),
      counts,
      counts,
      fc.array(text, { maxLength: 40 }),
      async (calls, requests, attempts, keys) => {
        const metrics = createMetrics({ version: '1.2.3', engine: 'postgres' });
        const { meter } = metrics;
        for (const [{ to, name, result }, ms] of calls) {
          if (to === 'slack') meter.slackCall(name, result as (typeof SLACK_RESULTS)[number], ms);
          else if (to === 'aws') meter.awsCall(name, result as (typeof AWS_RESULTS)[number], ms);
          else if (to === 'lease') meter.leaseLost(name);
          else if (to === 'ack') meter.acked(result as (typeof ARRIVALS)[number], ms);
          else meter.measured({ kind: 'decided', decision: result as (typeof DECISIONS)[number], ms });
        }
        const ports = PLACES.flatMap((place) => keys.map((state) => ({ ...place, state, count: 1 })));
        const samples = samplesOf(
          await metrics.text({
            ...MOMENT,
            counted: { at: 0, counts: { ...MOMENT.counted.counts, requests, attempts, ports } },
            incidents: keys.map((key) => ({ key: key as IncidentKey, text: key, since: 0 })),
          }),
        );
        for (const [name, metric] of Object.entries(METRICS as Record<string, Metric>)) {
          const own = samples.filter(({ family }) => family === PREFIX + name);
          expect(own.length, name).toBeLessThanOrEqual(mostSeries(metric, PLACES.length));
          for (const { labels } of own)
            for (const [label, value] of Object.entries(labels)) {
              const all = metric.labels[label];
              if (Array.isArray(all)) expect(all, `${name} ${label}`).toContain(value);
            }
        }
        expect(new Set(samples.map(({ series }) => series)).size).toBe(samples.length);
      },
    ),
    { numRuns: 40 },
  );
});

test('what a list has is counted under its own name, and the rest as other', async () => {
  const metrics = createMetrics({ version: '1.2.3', engine: 'sqlite' });
  metrics.meter.slackCall('views.open', 'ok', 30);
  metrics.meter.slackCall('chat.scheduleMessage', 'refused', 30);
  metrics.meter.awsCall('DescribeLags', 'throttled', 30);
  const written = await metrics.text(MOMENT);
  expect(written).toContain('interconnect_bot_slack_calls_total{method="views.open",result="ok"} 1\n');
  expect(written).toContain('interconnect_bot_slack_calls_total{method="other",result="refused"} 1\n');
  expect(written).toContain(
    'interconnect_bot_aws_calls_total{operation="DescribeLags",result="throttled"} 1\n',
  );
  expect(written).toContain('interconnect_bot_slack_call_seconds_bucket{le="0.05",method="views.open"} 1\n');
});
