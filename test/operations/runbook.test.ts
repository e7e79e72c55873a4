import { expect, test } from 'vitest';
import { INCIDENT_KINDS } from '../../src/interfaces/incidents.ts';
import { SECRETS } from '../../src/settings/table.ts';
import { read, tableUnder } from '../support/source.ts';

const operations = read('docs/operations.md');
const [, runbook = ''] = /\n## Runbook\n([\s\S]*?)\n## /.exec(operations) ?? [];
const entries = runbook
  .split(/^### /m)
  .slice(1)
  .map((text) => ({
    heading: text.split('\n', 1)[0],
    text,
    kinds: [...(/^- \*\*Kind:\*\* (.+)$/m.exec(text)?.[1] ?? '').matchAll(/`([a-z-]+)`/g)].map(
      ([, kind]) => kind,
    ),
  }));

test('every kind of incident has one entry in the runbook, and no entry names another', () => {
  expect(entries.flatMap(({ kinds }) => kinds).toSorted()).toEqual([...INCIDENT_KINDS].toSorted());
});

test.each(entries)('$heading: says what it means, what people see and what to do', ({ text }) => {
  expect(text).toMatch(/^.+\n\n[^\n-][^\n]{30,}/);
  expect(text).toContain('\n- **People see**');
  expect(text).toContain('\n- **Do');
});

test('every secret that can leak has what to do then', () => {
  const rows = tableUnder(operations, '### A token or a key has leaked');
  expect(rows.map(([name]) => name)).toEqual(expect.arrayContaining(SECRETS));
  for (const cells of rows) expect(cells.filter((cell) => cell.length < 8)).toEqual([]);
});
