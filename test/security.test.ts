import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, read, tableUnder } from './support/source.ts';

const MODEL = 'docs/security.md';
const HEADINGS = [
  '## What is at stake',
  '## Who might harm it',
  '## Where one can come in',
  '## What is trusted outright',
  '## What is not defended',
  '## Lines of defence, and the test that holds each',
];

describe('the threat model', () => {
  const model = read(MODEL);
  const rows = tableUnder(model, HEADINGS.at(-1) ?? '');

  test('has all its parts', () => {
    expect([...model.matchAll(/^## .+$/gm)].map(([heading]) => heading)).toEqual(HEADINGS);
    expect(model).toContain('whoever edits the group approves');
  });

  test.each(rows)('against %s: %s', (_against, done, held = '') => {
    expect(done).not.toBe('');
    const [, file = '', name = ''] = /^`(test\/[\w./-]+\.test\.ts)`: (.+)$/.exec(held) ?? [];
    expect([held, existsSync(join(ROOT, file))]).toEqual([held, file !== '']);
    // As it stands in the source: quotes that are escaped there need not be here.
    expect(read(file).replaceAll("\\'", "'")).toContain(name);
  });

  test('has a line for every kind of thing at stake', () => {
    expect(rows.length).toBeGreaterThan(25);
    expect(new Set(rows.map(([, , held]) => held)).size).toBe(rows.length);
  });
});

test('how to report is said in SECURITY.md, privately and without an address', () => {
  const report = read('SECURITY.md');
  expect(report).toContain('Report a vulnerability');
  expect(report).not.toMatch(/\S@\S/);
  for (const [, path = ''] of report.matchAll(/\]\(([^)]+)\)/g))
    expect(existsSync(join(ROOT, path))).toBe(true);
});
