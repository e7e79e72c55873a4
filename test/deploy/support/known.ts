import { createMetrics } from '../../../src/operations/metrics/registry.ts';
import { METRICS, type Metric, PREFIX } from '../../../src/operations/metrics/table.ts';
import { MOMENT } from '../../operations/metrics/support/moment.ts';
import { readQuery } from './promql.ts';

/** What Prometheus itself adds to whatever it scrapes. */
const ADDED = ['job', 'instance'];

/** The labels of every series that a scrape can show, by name, and of `up`, which Prometheus adds. */
export async function knownSeries(): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = new Map<string, readonly string[]>([['up', ADDED]]);
  const text = await createMetrics({ version: '1.2.3', engine: 'sqlite' }).text(MOMENT);
  for (const [, full = '', type] of text.matchAll(/^# TYPE (\S+) (\S+)$/gm)) {
    const own = (METRICS as Record<string, Metric | undefined>)[full.slice(PREFIX.length)];
    const labels = [...Object.keys(own?.labels ?? {}), ...ADDED];
    if (type !== 'histogram') known.set(full, labels);
    else {
      known.set(`${full}_bucket`, [...labels, 'le']);
      for (const part of ['_sum', '_count']) known.set(full + part, labels);
    }
  }
  return known;
}

/** What is wrong with a query, in words; nothing where it can be asked and answered. */
export function problemsOf(query: string, known: ReadonlyMap<string, readonly string[]>): string[] {
  const { parses, selectors, grouped, quantiles } = readQuery(query);
  const labels = new Set(selectors.flatMap(({ name }) => known.get(name) ?? []));
  return [
    ...(parses ? [] : ['it does not parse']),
    ...(selectors.length > 0 ? [] : ['it asks for nothing']),
    ...selectors.flatMap(({ name, labels: named }) => {
      const own = known.get(name);
      if (!own) return [`there is no ${name}`];
      return named.filter((label) => !own.includes(label)).map((label) => `${name} has no ${label}`);
    }),
    ...grouped.filter((label) => !labels.has(label)).map((label) => `nothing has ${label}`),
    ...quantiles.flatMap(({ grouped: by, names }) => [
      ...(by.includes('le') ? [] : ['a quantile needs le']),
      ...names.filter((name) => !name.endsWith('_bucket')).map((name) => `${name} has no buckets`),
    ]),
  ];
}

/** Of what the store holds, which every process tells alike, what is not taken by `max` first. */
export function addedUp(query: string): string[] {
  return readQuery(query)
    .selectors.map(({ name }) => name)
    .filter((name) => {
      const own = (METRICS as Record<string, Metric | undefined>)[name.slice(PREFIX.length)];
      return own?.of === 'store' && !new RegExp(`(max|absent) ?(by \\([a-z, ]+\\) )?\\(${name}`).test(query);
    });
}
