import { METRICS, type Metric, type MetricName, OTHER } from './table.ts';

/** Label values as they are, whatever they are. */
export type Bounded = Readonly<Record<string, string>>;

/** By metric and label, the values that there are; undefined where the settings bound them. */
const ALLOWED = new Map<string, Map<string, ReadonlySet<string> | undefined>>(
  Object.entries(METRICS as Record<string, Metric>).map(([name, { labels }]) => [
    name,
    new Map(
      Object.entries(labels).map(([label, all]) => [
        label,
        typeof all === 'string' ? undefined : new Set(all),
      ]),
    ),
  ]),
);

/**
 * The labels with what is on no list as `other`, in the table's order; undefined where a list has no `other`: then it
 * isn't counted. So there are never more series than the table says.
 */
export function boundedBy(name: MetricName, labels: Bounded): Record<string, string> | undefined {
  const bounded: Record<string, string> = {};
  for (const [label, allowed] of ALLOWED.get(name) ?? []) {
    const value = labels[label] ?? OTHER;
    if (!allowed || allowed.has(value)) bounded[label] = value;
    else if (allowed.has(OTHER)) bounded[label] = OTHER;
    else return undefined;
  }
  return bounded;
}
