import { expect, test } from 'vitest';
import { createMetrics } from '../../../src/operations/metrics/registry.ts';
import { METRICS, type Metric, mostSeries, PREFIX } from '../../../src/operations/metrics/table.ts';
import { read, tableUnder } from '../../support/source.ts';
import { MOMENT } from './support/moment.ts';

const document = read('docs/metrics.md');
const bare = (cell = '') => cell.replaceAll('`', '');

test("docs/metrics.md lists every metric of the bot's own, with its labels and bound", () => {
  const rows = tableUnder(document, "## The bot's own");
  const all = Object.entries(METRICS as Record<string, Metric>);
  expect(rows.map((row) => row.map(bare))).toEqual(
    all.map(([name, metric]) => {
      const { type, labels, of, help } = metric;
      const each = Object.values(labels).includes('settings') ? ' a Region' : '';
      const most = `${mostSeries(metric, 1)}${each}`;
      return [PREFIX + name, type, Object.keys(labels).join(', '), of, most, help];
    }),
  );
  const total = all.reduce((sum, [, metric]) => sum + mostSeries(metric, 1), 0);
  const said = Number(/makes about (\d+)/.exec(document)?.[1]);
  expect(Math.abs(total - said)).toBeLessThan(20);
});

test('and every one of Node', async () => {
  const text = await createMetrics({ version: '1.2.3', engine: 'sqlite' }).text(MOMENT);
  const types = new Map([...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]));
  const told = [...text.matchAll(/^# HELP (\S+) (.*)$/gm)].map(([, name = '', help = '']) => [
    name,
    types.get(name),
    help,
  ]);
  const own = Object.keys(METRICS).length;
  expect(tableUnder(document, "## Node's").map((row) => row.map(bare))).toEqual(told.slice(own));
});
