import { parser } from '@prometheus-io/lezer-promql';

/** What a query asks for, as Prometheus' own grammar reads it. */
export interface Query {
  /** Whether the grammar takes it. */
  parses: boolean;
  /** The series that it selects, each with the labels that it names. */
  selectors: { name: string; labels: string[] }[];
  /** Labels that it groups or joins by. */
  grouped: string[];
  /** Of each histogram_quantile, the labels that its argument is grouped by, and the series in it. */
  quantiles: { grouped: string[]; names: string[] }[];
}

/** Reads a query; what Grafana puts in for a variable is put in first. */
export function readQuery(query: string): Query {
  const text = query.replaceAll('$__rate_interval', '5m').replaceAll('$__range', '1h');
  const read: Query = { parses: true, selectors: [], grouped: [], quantiles: [] };
  parser.parse(text).iterate({
    enter({ name, from, to, node, type }) {
      const own = text.slice(from, to);
      if (type.isError) read.parses = false;
      if (name === 'VectorSelector') read.selectors.push({ name: own.split('{')[0] ?? '', labels: [] });
      if (name === 'FunctionCall' && own.startsWith('histogram_quantile')) {
        const inner = readQuery(own.slice(own.indexOf('(') + 1, -1).replace(/^[^,]*,/, ''));
        read.quantiles.push({ grouped: inner.grouped, names: inner.selectors.map((one) => one.name) });
      }
      if (name !== 'LabelName') return;
      if (node.parent?.name === 'GroupingLabels') read.grouped.push(own);
      else read.selectors.at(-1)?.labels.push(own);
    },
  });
  return read;
}
