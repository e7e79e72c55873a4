import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../src/operations/metrics/registry.ts';
import { MOMENT } from '../operations/metrics/support/moment.ts';
import { read } from '../support/source.ts';
import { addedUp, knownSeries, problemsOf } from './support/known.ts';
import { readQuery } from './support/promql.ts';

// No Prometheus runs here: each rule is read by its own grammar, and asks for what a scrape of the bot shows.

interface Rule {
  alert: string;
  expr: string;
  for?: string;
  labels: { severity: string };
  annotations: Record<'summary' | 'description' | 'runbook_url', string>;
}
const { groups } = parse(read('deploy/prometheus/alerts.yaml')) as {
  groups: { name: string; rules: Rule[] }[];
};
const rules = groups.flatMap((group) => group.rules);
const runbook = read('docs/operations.md');

let known: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  known = await knownSeries();
});

test('what is wrong with a query is noticed', () => {
  const wrong = [
    ['sum by (x (up)', 'it does not parse'],
    ['interconnect_bot_nothing > 0', 'there is no interconnect_bot_nothing'],
    ['interconnect_bot_ready{kind="a"}', 'interconnect_bot_ready has no kind'],
    ['max by (kind) (interconnect_bot_ready)', 'nothing has kind'],
    ['histogram_quantile(0.9, sum(rate(interconnect_bot_ack_seconds_bucket[5m])))', 'a quantile needs le'],
    [
      'histogram_quantile(0.9, sum by (arrival) (rate(interconnect_bot_ack_seconds_sum[5m])))',
      'interconnect_bot_ack_seconds_sum has no buckets',
    ],
    ['1 > 0', 'it asks for nothing'],
  ];
  for (const [query = '', words] of wrong) expect(problemsOf(query, known), query).toContain(words);
  expect(addedUp('sum by (status) (interconnect_bot_requests)')).toEqual(['interconnect_bot_requests']);
});

test('what grows is compared with what was seen, and is seen from the start', async () => {
  // An hour ago there may have been no scrape: by `or vector(0)` all that ever was would be new then.
  const naive = rules.filter(({ expr }) => /\boffset\b|\bvector\(/.test(expr));
  expect(naive.map(({ alert }) => alert)).toEqual([]);
  const growing = rules.flatMap(({ expr }) =>
    [...expr.matchAll(/\bincrease\((\w+)/g)].map(([, name]) => name),
  );
  expect(growing.length).toBeGreaterThan(0);
  const fresh = await createMetrics({ version: '1.2.3', engine: 'sqlite' }).text(MOMENT);
  for (const name of growing) expect(fresh).toMatch(new RegExp(`^${name}\\{.* 0$`, 'm'));
});

test('there are many, each with a name of its own', () => {
  expect(rules.length).toBeGreaterThan(15);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
});

describe.each(rules)('$alert', ({ alert, expr, for: patience = '0s', labels, annotations }) => {
  test('asks for what there is', () => {
    expect(problemsOf(expr, known)).toEqual([]);
    expect(patience).toMatch(/^\d+[smhd]$/);
    expect(addedUp(expr)).toEqual([]);
  });

  test('says how grave it is, what it means and where more stands', () => {
    expect(['warning', 'critical']).toContain(labels.severity);
    expect(annotations.summary).toMatch(/^.{10,140}$/);
    expect(annotations.description).toMatch(/^.{20,200}$/);
    const labelled = [...`${annotations.summary}`.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label);
    const { selectors, grouped } = readQuery(expr);
    const kept = grouped.length > 0 ? grouped : selectors.flatMap(({ name }) => known.get(name) ?? []);
    expect(labelled.filter((label) => !kept.includes(label ?? ''))).toEqual([]);
    expect(annotations.runbook_url).toBe(`docs/operations.md#alert-${alert.toLowerCase()}`);
  });

  test('has its entry in the runbook: what it means, what people see, what to do', () => {
    const [, entry = ''] = runbook.split(`\n### Alert: ${alert}\n`);
    const [own = ''] = entry.split(/\n##/);
    expect(own).toMatch(/^\n[^\n-]{30,}/);
    expect(own).toContain('\n- **People see** ');
    expect(own).toContain('\n- **Do:** ');
  });
});

test('the runbook has no entry for an alert that is not there', () => {
  const entries = [...runbook.matchAll(/^### Alert: (\w+)$/gm)].map(([, name]) => name);
  expect(entries).toEqual(rules.map(({ alert }) => alert));
});
