import { describe, expect, test } from 'vitest';
import { evaluate } from '../../packaging/dashboard/evaluate.ts';
import { panelsOf } from '../../packaging/dashboard/panels.ts';
import { scraped } from '../../packaging/dashboard/scrapes.ts';
import { createMetrics } from '../../src/operations/metrics/registry.ts';
import { MOMENT } from '../operations/metrics/support/moment.ts';
import { read } from '../support/source.ts';

const ADDED = { job: 'interconnect-bot', instance: 'bot-1:3001' };
const at = (second: number, ...lines: string[]) => scraped(second, `${lines.join('\n')}\n`, ADDED);
const values = (query: string, ...scrapes: ReturnType<typeof at>[]) =>
  evaluate(query, scrapes).map(({ value }) => value);

describe('the picture of the dashboard asks as Prometheus does', () => {
  test.each<[string, string, number[]]>([
    ['a selector', 'a{kind="x"}', [3]],
    ['what is not', 'a{kind!="x"}', [5]],
    ['a pattern, as a whole', 'a{kind=~"x|z"}', [3]],
    ['a sum', 'sum(a)', [8]],
    ['the most of each', 'max by (kind) (a)', [3, 5]],
    ['how many', 'count(a)', [2]],
    ['the time since', 'time() - max(a)', [95]],
  ])('%s', (_, query, answers) => {
    expect(values(query, at(100, 'a{kind="x"} 3', 'a{kind="y"} 5'))).toEqual(answers);
  });

  test('growth within its range, a second and in all; what is new has grown from 0', () => {
    const scrapes = [at(0, 'c 1'), at(10, 'c 2'), at(20, 'c 6', 'd 4')];
    expect(values('rate(c[15s])', ...scrapes)).toEqual([0.4]);
    expect(values('increase(c[1h])', ...scrapes)).toEqual([5]);
    expect(values('increase(d[1h])', ...scrapes)).toEqual([4]);
  });

  test('quantiles, evenly within a bucket, and never beyond the last', () => {
    const buckets = at(1, 'h_bucket{le="1"} 2', 'h_bucket{le="2"} 4', 'h_bucket{le="+Inf"} 5');
    expect(values('histogram_quantile(0.2, sum by (le) (h_bucket))', buckets)).toEqual([0.5]);
    expect(values('histogram_quantile(0.6, sum by (le) (h_bucket))', buckets)).toEqual([1.5]);
    expect(values('histogram_quantile(0.99, sum by (le) (h_bucket))', buckets)).toEqual([2]);
  });

  test('and nothing else', () => {
    expect(() => values('a * 2', at(1, 'a 1'))).toThrow("doesn't know how to ask: a * 2");
    expect(() => values('delta(a[5m])', at(1, 'a 1'))).toThrow("doesn't know delta");
  });
});

test('every query of the dashboard is answered from a scrape', async () => {
  const text = await createMetrics({ version: '1.2.3', engine: 'sqlite' }).text(MOMENT);
  const scrapes = [scraped(0, text, ADDED), scraped(10, text, ADDED)];
  const queries = panelsOf('deploy/grafana/interconnect-bot.json').flatMap(({ targets = [] }) => targets);
  expect(queries.length).toBeGreaterThan(30);
  for (const { expr } of queries) expect(() => evaluate(expr, scrapes), expr).not.toThrow();
  expect(evaluate('count(interconnect_bot_build_info{job=~"$job"})', scrapes)).toMatchObject([{ value: 1 }]);
});

test('the picture can be read by everybody, and has every panel', () => {
  const svg = read('docs/dashboard.svg');
  expect(svg).toMatch(/^<svg [^>]*role="img">\n<title>[^<]{10,}<\/title>\n<desc>[^<]{60,}<\/desc>/);
  expect(svg).toContain('@media (prefers-color-scheme: dark)');
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
    /https?:|<script|href|@import|url\(|NaN|undefined/,
  );
  for (const { title } of panelsOf('deploy/grafana/interconnect-bot.json'))
    expect(svg).toContain(`>${title}<`);
});
