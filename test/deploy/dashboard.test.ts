import { beforeAll, describe, expect, test } from 'vitest';
import { METRICS, PREFIX } from '../../src/operations/metrics/table.ts';
import { read } from '../support/source.ts';
import { addedUp, knownSeries, problemsOf } from './support/known.ts';
import { readQuery } from './support/promql.ts';

// No Grafana runs here: each query is read by Prometheus' own grammar, and asks for what a scrape of the bot shows.

interface Panel {
  id: number;
  type: string;
  title: string;
  description?: string;
  gridPos: Record<'x' | 'y' | 'w' | 'h', number>;
  targets?: { refId: string; expr: string; legendFormat: string; datasource: { uid: string } }[];
}
const dashboard = JSON.parse(read('deploy/grafana/interconnect-bot.json')) as {
  schemaVersion: number;
  panels: Panel[];
  templating: { list: { name: string }[] };
};
const panels = dashboard.panels.filter(({ type }) => type !== 'row');
const queries = panels.flatMap(({ title, targets = [] }) => targets.map((target) => ({ title, ...target })));

let known: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  known = await knownSeries();
});

describe.each(queries)('$title, $refId', ({ expr, legendFormat, datasource }) => {
  test('asks for what there is, of the deployment that was chosen', () => {
    expect(problemsOf(expr, known)).toEqual([]);
    const { selectors, grouped } = readQuery(expr);
    expect(selectors.filter(({ labels }) => !labels.includes('job'))).toEqual([]);
    expect(expr).toContain('job=~"$job"');
    expect(datasource.uid).toMatch(/^\$\{datasource\}$/);
    // What its line is called by is there once it was grouped.
    const named = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label);
    const kept = grouped.length > 0 ? grouped : selectors.flatMap(({ name }) => known.get(name) ?? []);
    expect(named.filter((label) => !kept.includes(label))).toEqual([]);
  });

  test('adds up nothing that all processes tell alike', () => {
    expect(addedUp(expr)).toEqual([]);
  });
});

test("every metric of the bot's own is on it", () => {
  const shown = queries.flatMap(({ expr }) => readQuery(expr).selectors.map(({ name }) => name));
  const all = Object.keys(METRICS).map((name) => PREFIX + name);
  expect(all.filter((name) => !shown.some((one) => one.startsWith(name)))).toEqual([]);
});

test('panels have names and words, stand beside each other and fit a laptop', () => {
  expect(dashboard.schemaVersion).toBeGreaterThanOrEqual(41);
  expect(dashboard.templating.list.map(({ name }) => name)).toEqual(['datasource', 'job']);
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  for (const { title, description = '', targets = [] } of panels) {
    expect(title.length, title).toBeLessThan(35);
    expect(description.length, title).toBeGreaterThan(8);
    expect(targets.length, title).toBeGreaterThan(0);
  }
  const taken = new Set<string>();
  for (const { title, gridPos: at } of dashboard.panels) {
    expect(at.x + at.w, title).toBeLessThanOrEqual(24);
    for (let x = at.x; x < at.x + at.w; x++)
      for (let y = at.y; y < at.y + at.h; y++) {
        expect(taken.has(`${x} ${y}`), `${title} at ${x} ${y}`).toBe(false);
        taken.add(`${x} ${y}`);
      }
  }
});
