import { expect, test } from 'vitest';
import { INCIDENT_KINDS } from '../../src/interfaces/incidents.ts';
import { SECRETS } from '../../src/settings/table.ts';
import { filesUnder, read, tableUnder } from '../support/source.ts';

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

test("what the demo's page is to be asked for is there by that name", () => {
  const tried = [...operations.matchAll(/^- \*\*Try it:\*\* Try to make it order twice, (.+)$/gm)].map(
    ([, words = '']) => words,
  );
  const plots = filesUnder('sandbox/control/dare').flatMap((file) =>
    [...read(file).matchAll(/^ {2}title: '(.+)',$/gm)].map(([, title = '']) => title),
  );
  const faults = read('sandbox/page/public/dare/faults.ts');
  const raw = [...faults.matchAll(/act\('\w+', '([^']+)'/g)].map(
    ([, words]) => `Raw faults and storms, ${words}`,
  );
  expect([tried.length, plots.length, raw.length].every((count) => count > 5)).toBe(true);
  expect(faults).toContain('>Raw faults and storms$');
  const isThere = (words: string) => [...plots, ...raw].some((title) => words.startsWith(title));
  expect(tried.filter((words) => !isThere(words))).toEqual([]);
});
