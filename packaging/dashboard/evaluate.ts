import { parser } from '@prometheus-io/lezer-promql';
import type { Sample, Scrape } from './scrapes.ts';

/** One line of an answer, at one time. */
export interface Answer {
  labels: Readonly<Record<string, string>>;
  value: number;
}

type Node = ReturnType<typeof parser.parse>['topNode'];

/** What is asked of scrapes up to now, by the text that it is asked in. */
interface Asked {
  text: string;
  scrapes: readonly Scrape[];
}

/**
 * Answers a query of the dashboard after the last of these scrapes: selectors, rate, increase, sum, max, min and count,
 * histogram_quantile, time() and differences. Throws where it asks for more. Rates don't extrapolate.
 */
export function evaluate(query: string, scrapes: readonly Scrape[]): Answer[] {
  const text = query.replaceAll('$job', '.+').replaceAll('$__rate_interval', '15s');
  const [expression] = childrenOf(parser.parse(text).topNode);
  if (!expression) throw new Error(`Nothing is asked: ${query}`);
  return answer(expression, { text, scrapes });
}

function answer(node: Node, asked: Asked): Answer[] {
  const own = asked.text.slice(node.from, node.to);
  const parts = childrenOf(node);
  switch (node.name) {
    case 'NumberDurationLiteral':
      return [{ labels: {}, value: Number(own) }];
    case 'VectorSelector':
      return selected(own, asked.scrapes.at(-1)?.samples ?? []);
    case 'AggregateExpr':
      return aggregated(node, asked);
    case 'FunctionCall':
      return called(own.split('(')[0] ?? '', node, asked);
    case 'BinaryExpr': {
      const [left, operator, right] = parts;
      if (!left || !right || operator?.name !== 'Sub') break;
      const [{ value } = { value: Number.NaN }] = answer(left, asked);
      return answer(right, asked).map((one) => ({ ...one, value: value - one.value }));
    }
  }
  throw new Error(`The picture doesn't know how to ask: ${own}`);
}

function called(name: string, node: Node, asked: Asked): Answer[] {
  const [first, second] = childrenOf(childrenOf(node).find((part) => part.name === 'FunctionCallBody'));
  if (name === 'time') return [{ labels: {}, value: asked.scrapes.at(-1)?.at ?? Number.NaN }];
  if (name === 'histogram_quantile' && first && second)
    return quantiles(Number(asked.text.slice(first.from, first.to)), answer(second, asked));
  if ((name === 'rate' || name === 'increase') && first?.name === 'MatrixSelector') {
    const [, selector = '', range = ''] =
      /^(.*)\[(\w+)\]$/.exec(asked.text.slice(first.from, first.to)) ?? [];
    return grown(selector, secondsOf(range), asked.scrapes, name === 'rate');
  }
  throw new Error(`The picture doesn't know ${name}.`);
}

/** How much counters have grown in the last so many seconds; one that is new has grown from 0. */
function grown(selector: string, range: number, scrapes: readonly Scrape[], each: boolean): Answer[] {
  const last = scrapes.at(-1);
  if (!last) return [];
  const first = scrapes.find(({ at }) => at >= last.at - range) ?? last;
  const before = new Map(
    selected(selector, first.samples).map(({ labels, value }) => [keyOf(labels), value]),
  );
  const span = each ? last.at - first.at : 1;
  return selected(selector, last.samples).map(({ labels, value }) => ({
    labels,
    value: span > 0 ? (value - (before.get(keyOf(labels)) ?? 0)) / span : 0,
  }));
}

function selected(selector: string, samples: readonly Sample[]): Answer[] {
  const [, name = '', inner = ''] = /^(\w+)(?:\{(.*)\})?$/.exec(selector) ?? [];
  const matchers = [...inner.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g)];
  return samples.filter(
    (sample) =>
      sample.name === name &&
      matchers.every(([, label = '', operator = '', value = '']) => {
        const own = sample.labels[label] ?? '';
        const is = operator.includes('~') ? new RegExp(`^(?:${value})$`).test(own) : own === value;
        return is !== operator.startsWith('!');
      }),
  );
}

const TOGETHER: Record<string, (all: readonly number[]) => number> = {
  sum: (all) => all.reduce((sum, value) => sum + value, 0),
  max: (all) => Math.max(...all),
  min: (all) => Math.min(...all),
  count: (all) => all.length,
};

function aggregated(node: Node, asked: Asked): Answer[] {
  const own = asked.text.slice(node.from, node.to);
  const together = TOGETHER[/^\w+/.exec(own)?.[0] ?? ''];
  const [inner] = childrenOf(childrenOf(node).find((part) => part.name === 'FunctionCallBody'));
  if (!together || !inner) throw new Error(`The picture doesn't know how to ask: ${own}`);
  const by = (/^\w+ by \(([^)]*)\)/.exec(own)?.[1] ?? '').split(', ');
  return grouped(answer(inner, asked), by).map(({ labels, all }) => ({
    labels,
    value: together(all.map(({ value }) => value)),
  }));
}

/** Prometheus' own way: within a bucket all are taken to be spread evenly. */
function quantiles(quantile: number, buckets: readonly Answer[]): Answer[] {
  const others = [...new Set(buckets.flatMap(({ labels }) => Object.keys(labels)))].filter(
    (one) => one !== 'le',
  );
  return grouped(buckets, others).flatMap(({ labels, all }) => {
    const ends = all
      .map((one) => ({ le: Number(one.labels.le?.replace('+Inf', 'Infinity')), count: one.value }))
      .sort((one, other) => one.le - other.le);
    const total = ends.at(-1)?.count ?? 0;
    if (total === 0) return [];
    const at = ends.findIndex(({ count }) => count >= quantile * total);
    const [below = { le: 0, count: 0 }, here] = [ends[at - 1], ends[at]];
    if (!here) return [];
    if (here.le === Number.POSITIVE_INFINITY) return [{ labels, value: below.le }];
    const within = (quantile * total - below.count) / (here.count - below.count);
    return [{ labels, value: below.le + (here.le - below.le) * within }];
  });
}

function grouped(answers: readonly Answer[], by: readonly string[]) {
  const groups = new Map<string, { labels: Record<string, string>; all: Answer[] }>();
  for (const one of answers) {
    const labels = Object.fromEntries(
      by.flatMap((label) => (one.labels[label] === undefined ? [] : [[label, one.labels[label]]])),
    );
    const group = groups.get(keyOf(labels)) ?? { labels, all: [] };
    group.all.push(one);
    groups.set(keyOf(labels), group);
  }
  return [...groups.values()];
}

function keyOf(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort());
}

function childrenOf(node: Node | undefined): Node[] {
  const all: Node[] = [];
  for (let child = node?.firstChild; child; child = child.nextSibling) all.push(child);
  return all;
}

const SECONDS: Record<string, number> = { s: 1, m: 60, h: 3_600, d: 86_400 };

function secondsOf(range: string): number {
  return Number.parseInt(range, 10) * (SECONDS[range.at(-1) ?? ''] ?? Number.NaN);
}
