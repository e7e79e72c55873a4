import { expect, test } from 'vitest';
import { createMetrics } from '../../../src/operations/metrics/registry.ts';
import { METRICS, PREFIX } from '../../../src/operations/metrics/table.ts';
import { read } from '../../support/source.ts';
import { MOMENT } from './support/moment.ts';
import { samplesOf } from './support/samples.ts';

// What is used of the client besides its documented whole: the parts that are loaded one by one, at the pinned version.

const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
const text = () => createMetrics({ version: '1.2.3', engine: 'sqlite' }).text(MOMENT);

test('is pinned to a version', () => {
  expect(dependencies['@prometheus-io/client']).toMatch(/^\d+\.\d+\.\d+$/);
});

test("all that is told bears the bot's prefix: its own metrics, and Node's", async () => {
  const names = [...(await text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '']) => name);
  expect(names.filter((name) => !name.startsWith(PREFIX))).toEqual([]);
  const own = Object.keys(METRICS).map((name) => PREFIX + name);
  expect(names.slice(0, own.length)).toEqual(own);
  const ofNode = names.slice(own.length).map((name) => name.slice(PREFIX.length));
  expect(ofNode).toEqual(
    expect.arrayContaining([
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'process_open_fds',
      'nodejs_eventloop_lag_p99_seconds',
      'nodejs_heap_size_used_bytes',
    ]),
  );
});

test('says which bot this is', async () => {
  const info = samplesOf(await text()).find(({ name }) => name === `${PREFIX}build_info`);
  expect(info).toMatchObject({
    value: 1,
    labels: { version: '1.2.3', node: process.version, engine: 'sqlite' },
  });
});

test('two who ask at once are told the same, and once', async () => {
  const metrics = createMetrics({ version: '1.2.3', engine: 'sqlite' });
  const [one, other] = await Promise.all([metrics.text(MOMENT), metrics.text(MOMENT)]);
  const series = (written: string) => samplesOf(written).map((sample) => sample.series);
  expect(series(one)).toEqual(series(other));
  expect(new Set(series(one)).size).toBe(series(one).length);
});

test('a store that cannot be counted takes its own numbers away, and no others', async () => {
  const metrics = createMetrics({ version: '1.2.3', engine: 'sqlite' });
  metrics.meter.acked('click', 12);
  await metrics.text(MOMENT);
  const names = samplesOf(await metrics.text({ ...MOMENT, counted: undefined })).map(({ name }) => name);
  const ofStore = Object.entries(METRICS).flatMap(([name, { of }]) =>
    of === 'store' ? [PREFIX + name] : [],
  );
  expect(names.filter((name) => ofStore.includes(name))).toEqual([]);
  expect(names).toContain(`${PREFIX}ack_seconds_count`);
});
